/**
 * Lists the whole FASTQ records among some lines. A record has four: "@" and its name, the sequence, "+", as many qualities as letters. Qualities
 * may begin with "@", sequences never begin with "@" or "+": so a line with "@" whose next but one begins with "+" is always a header.
 */
import { type SequenceRows, SPAN, SPANS } from '../sequences/sequence-rows.ts'
import type { FastqFault } from './fastq-fault.ts'
import { type FastqLines, lineStart, lineStop } from './fastq-lines.ts'

export const AT = 64
export const PLUS = 43

export interface Listing {
  /** The first line that is not used. */
  readonly line: number
  readonly stop: 'full' | 'limit' | 'incomplete' | FastqFault
}

export interface ListBounds {
  /** Records whose header begins behind it are not listed. */
  readonly lastStart: number
}

/** From line `from` on, until `rows` holds as many as it can. Empty lines may part records. */
export function listFastqRecords(rows: SequenceRows, lines: FastqLines, from: number, { lastStart }: ListBounds): Listing {
  const { bytes, newlines } = lines
  const { spans, folded, starts } = rows
  const last = lines.count
  const most = starts.length
  let line = from
  let count = rows.count
  let stop: Listing['stop'] = 'full'
  let start = lineStart(lines, line)
  // In range throughout: lines lie below `last`, and their positions inside bytes.
  while (count < most) {
    while (line < last && isEmpty(bytes, start, newlines[line]!)) start = newlines[line++]! + 1
    if (line >= last || start > lastStart) {
      stop = start > lastStart ? 'limit' : 'incomplete'
      break
    }
    if (bytes[start] !== AT) {
      stop = { kind: 'header', line, record: line }
      break
    }
    if (line + 3 >= last) {
      stop = 'incomplete'
      break
    }
    const first = newlines[line]!
    const second = newlines[line + 1]!
    const third = newlines[line + 2]!
    const fourth = newlines[line + 3]!
    const letter = bytes[first + 1]
    const headerEnd = bytes[first - 1] === 13 ? first - 1 : first
    const sequenceEnd = second > first + 1 && bytes[second - 1] === 13 ? second - 1 : second
    const qualityEnd = fourth > third + 1 && bytes[fourth - 1] === 13 ? fourth - 1 : fourth
    if (bytes[second + 1] !== PLUS || letter === PLUS || letter === AT || sequenceEnd - first !== qualityEnd - third) {
      stop = faultOf(lines, line, letter)
      break
    }
    const at = count * SPANS
    spans[at + SPAN.headerStart] = start + 1
    spans[at + SPAN.headerEnd] = headerEnd
    spans[at + SPAN.sequenceStart] = first + 1
    spans[at + SPAN.sequenceEnd] = sequenceEnd
    spans[at + SPAN.qualityStart] = third + 1
    spans[at + SPAN.qualityEnd] = qualityEnd
    folded[count] = 0
    starts[count] = start
    count++
    start = fourth + 1
    line += 4
  }
  rows.count = count
  return { line, stop }
}

export interface HeaderSearch {
  /** The first line that is surely a header; or the first that cannot be judged before there are more lines. */
  readonly line: number
  readonly isHeader: boolean
}

export function findHeader(lines: FastqLines, from: number): HeaderSearch {
  const { bytes, count } = lines
  for (let line = from; line + 2 < count; line++) {
    if (bytes[lineStart(lines, line)] === AT && bytes[lineStart(lines, line + 2)] === PLUS) return { line, isHeader: true }
  }
  return { line: Math.max(from, count - 2), isHeader: false }
}

function isEmpty(bytes: Uint8Array, start: number, newline: number): boolean {
  return newline === start || (newline === start + 1 && bytes[start] === 13)
}

function faultOf(lines: FastqLines, record: number, letter: number | undefined): FastqFault {
  if (letter === PLUS || letter === AT) return { kind: 'sequence', line: record + 1, record }
  if (lines.bytes[lineStart(lines, record + 2)] !== PLUS) return { kind: 'plus', line: record + 2, record }
  return { kind: 'length', line: record + 3, record }
}

/** The numbers of a record whose qualities do not fit: NULL where faults are. */
export function listWithoutQuality(rows: SequenceRows, lines: FastqLines, record: number): void {
  const at = rows.count * SPANS
  rows.spans[at + SPAN.headerStart] = lineStart(lines, record) + 1
  rows.spans[at + SPAN.headerEnd] = lineStop(lines, record)
  rows.spans[at + SPAN.sequenceStart] = lineStart(lines, record + 1)
  rows.spans[at + SPAN.sequenceEnd] = lineStop(lines, record + 1)
  rows.spans[at + SPAN.qualityStart] = -1
  rows.spans[at + SPAN.qualityEnd] = -1
  rows.folded[rows.count] = 0
  rows.starts[rows.count] = lineStart(lines, record)
  rows.count++
}
