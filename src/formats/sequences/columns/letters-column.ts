/** Text that may stand on several lines, without its line ends and blanks: sequences. */
import { Utf8Builder } from '../../../columnar/builders/utf8-builder.ts'
import type { Column } from '../../../columnar/column.ts'
import type { ColumnReader } from '../../text/columns/column-reader.ts'
import { validUtf8 } from '../../text/columns/valid-utf8.ts'
import { type SequenceRows, SPAN, SPANS } from '../sequence-rows.ts'

const BLANK = 32

export class LettersColumn implements ColumnReader<SequenceRows> {
  private readonly builder = new Utf8Builder()
  private readonly warn: () => void
  private scratch = new Uint8Array(0)
  /** A batch of one large row, whose bytes were not copied. */
  private kept: Uint8Array | undefined

  constructor(warn: () => void) {
    this.warn = warn
  }

  append(rows: SequenceRows): void {
    const { bytes, spans, folded, count } = rows
    const { builder } = this
    if (rows.isOwned && count === 1 && builder.length === 0) {
      this.kept = bytes.subarray(spans[SPAN.sequenceStart], spans[SPAN.sequenceEnd])
      return
    }
    for (let row = 0, at = 0; row < count; row++, at += SPANS) {
      // In range: SPANS numbers a row.
      const from = spans[at + SPAN.sequenceStart]!
      const to = spans[at + SPAN.sequenceEnd]!
      if (folded[row] === 0) builder.appendBytes(bytes, from, to)
      else {
        const size = this.unfold(bytes, from, to)
        builder.appendBytes(this.scratch, 0, size)
      }
    }
  }

  finish(): Column {
    const { kept } = this
    if (kept === undefined) return validUtf8(this.builder.finish(), this.warn)
    this.kept = undefined
    const offsets = Int32Array.of(0, kept.length)
    return validUtf8({ type: { kind: 'utf8' }, length: 1, nullCount: 0, values: kept, offsets }, this.warn)
  }

  /** Copies to `scratch`; gives the length. */
  private unfold(bytes: Uint8Array, from: number, to: number): number {
    if (this.scratch.length < to - from) this.scratch = new Uint8Array((to - from) * 2)
    return unfold(bytes, [from, to], this.scratch, 0)
  }
}

/** Copies what is no blank and no line end; gives the place behind the copy. */
export function unfold(bytes: Uint8Array, [from, to]: readonly [number, number], target: Uint8Array, at: number): number {
  let end = at
  for (let i = from; i < to; i++) {
    const byte = bytes[i]! // in range: the span lies inside bytes
    if (byte > BLANK) target[end++] = byte
  }
  return end
}
