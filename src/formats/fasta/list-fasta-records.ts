/** Lists the whole FASTA records in a run of text. */
import { lineEnd } from '../../io/lines/line-end.ts'
import { type SequenceRows, SPAN, SPANS } from '../sequences/sequence-rows.ts'

const NEWLINE = 10
const ANGLE = 62

export interface Listing {
  /** Just past the last record listed. */
  readonly end: number
  readonly stop: 'full' | 'limit' | 'incomplete'
}

/** Records from `from` on, where a header stands, that begin at or before `lastStart`. `atEnd`: the text ends with the file. */
export function listFastaRecords(
  rows: SequenceRows,
  from: number,
  bounds: { readonly lastStart: number; readonly atEnd: boolean },
): Listing {
  const { bytes, spans, folded, starts } = rows
  const { lastStart, atEnd } = bounds
  const { length } = bytes
  const most = starts.length
  let at = from
  let count = rows.count
  let stop: Listing['stop'] = 'full'
  while (count < most) {
    if (at >= length || at > lastStart) {
      stop = at > lastStart ? 'limit' : 'incomplete'
      break
    }
    let newline = bytes.indexOf(NEWLINE, at)
    if (newline < 0 && atEnd) newline = length
    let next = newline < 0 ? -1 : nextHeader(bytes, newline)
    if (next < 0 && atEnd) next = length
    if (next < 0) {
      stop = 'incomplete'
      break
    }
    const span = count * SPANS
    spans[span + SPAN.headerStart] = at + 1
    spans[span + SPAN.headerEnd] = lineEnd(bytes, at + 1, newline)
    spans[span + SPAN.sequenceStart] = Math.min(newline + 1, next)
    spans[span + SPAN.sequenceEnd] = next
    folded[count] = 1
    starts[count] = at
    count++
    at = next
  }
  rows.count = count
  return { end: at, stop }
}

/** The first '>' behind a line end at or after `from`, or -1. */
export function nextHeader(bytes: Uint8Array, from: number): number {
  let at = bytes.indexOf(ANGLE, from + 1)
  while (at >= 0 && bytes[at - 1] !== NEWLINE) at = bytes.indexOf(ANGLE, at + 1)
  return at
}

/** Behind the last byte that is no blank and no line end. */
export function lettersEnd(bytes: Uint8Array, from: number, to: number): number {
  let end = to
  while (end > from && bytes[end - 1]! <= 32) end-- // in range: end lies above from
  return end
}
