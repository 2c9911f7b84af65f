/** cigar as text: '*' is NULL. */
import type { Column } from '../../../columnar/column.ts'
import type { ColumnReader } from '../../text/columns/column-reader.ts'
import type { FaultSink } from '../../text/row-faults.ts'
import { int32At } from '../bam-layout.ts'
import type { BamRows } from '../bam-rows.ts'
import { cigarFault } from '../cigar-fault.ts'
import { CIGAR_LETTERS, type CigarPlace, locateCigar } from '../read-cigar.ts'
import { TextBytes } from './text-bytes.ts'

const LETTERS = Uint8Array.from(CIGAR_LETTERS.padEnd(16, '?'), letter => letter.charCodeAt(0))
const MOST_DIGITS = 10 // of a length of 28 bits, with its letter

export class CigarColumn implements ColumnReader<BamRows> {
  private readonly text = new TextBytes()

  append({ bytes, starts, count, loaded }: BamRows, faults: FaultSink): void {
    const { text } = this
    const block = loaded?.cigars(text.used)
    if (block !== undefined) {
      text.appendBlock(block, starts.length)
      return
    }
    for (let row = 0; row < count; row++) {
      const record = starts[row]! // row lies below count
      const cigar = locateCigar(bytes, record)
      const fault = cigar.count === 0 ? undefined : cigarFault(bytes, record, cigar)
      if (fault !== undefined) faults.report(row, () => fault)
      if (cigar.count === 0 || fault !== undefined) text.appendNull()
      else appendCigar(text, bytes, cigar)
    }
  }

  finish(): Column {
    return this.text.finish({ kind: 'utf8' })
  }
}

function appendCigar(text: TextBytes, bytes: Uint8Array, { start, count }: CigarPlace): void {
  const out = text.reserve(count * MOST_DIGITS)
  let at = text.used
  for (let i = 0, from = start; i < count; i++, from += 4) {
    const word = int32At(bytes, from)
    at = writeNumber(out, at, word >>> 4)
    out[at++] = LETTERS[word & 15]! // sixteen letters
  }
  text.used = at
  text.endRow()
}

/** Writes decimal digits; gives the end. */
function writeNumber(out: Uint8Array, at: number, value: number): number {
  let digits = 1
  for (let rest = value; rest >= 10; rest = (rest / 10) | 0) digits++
  let rest = value
  for (let i = at + digits - 1; i >= at; i--) {
    const next = (rest / 10) | 0
    out[i] = 48 + rest - next * 10
    rest = next
  }
  return at + digits
}

/** cigar as BAM has it: 32-bit words, little-endian; none is NULL. */
export class BinaryCigarColumn implements ColumnReader<BamRows> {
  private readonly words = new TextBytes()

  append({ bytes, starts, count }: BamRows, faults: FaultSink): void {
    const { words } = this
    for (let row = 0; row < count; row++) {
      const record = starts[row]! // row lies below count
      const cigar = locateCigar(bytes, record)
      const fault = cigar.count === 0 ? undefined : cigarFault(bytes, record, cigar)
      if (fault !== undefined) faults.report(row, () => fault)
      if (cigar.count === 0 || fault !== undefined) {
        words.appendNull()
        continue
      }
      const { start } = cigar
      const length = cigar.count * 4
      words.reserve(length).set(bytes.subarray(start, start + length), words.used)
      words.used += length
      words.endRow()
    }
  }

  finish(): Column {
    return this.words.finish({ kind: 'binary' })
  }
}
