/**
 * Lists whole FASTQ records whose sequences and qualities may stand on several lines (Cock et al. 2010): the sequence goes to the line with "+",
 * and the qualities go on until there are as many as letters.
 */
import { type SequenceRows, SPAN, SPANS } from '../sequences/sequence-rows.ts'
import type { FastqFault } from './fastq-fault.ts'
import { type FastqLines, lineStart, lineStop } from './fastq-lines.ts'
import { AT, type HeaderSearch, type Listing, PLUS } from './list-fastq-records.ts'

export function listFoldedRecords(rows: SequenceRows, lines: FastqLines, from: number): Listing {
  const most = rows.starts.length
  let line = from
  while (rows.count < most) {
    while (line < lines.count && lineStop(lines, line) === lineStart(lines, line)) line++
    const record = findRecord(lines, line)
    if (typeof record === 'string' || 'kind' in record) return { line, stop: record }
    addRow(rows, lines, line, record)
    line = record.end
  }
  return { line, stop: 'full' }
}

/** The first line from `from` on where a whole record begins. */
export function findFoldedHeader(lines: FastqLines, from: number): HeaderSearch {
  for (let line = from; line < lines.count; line++) {
    const record = findRecord(lines, line)
    if (record === 'incomplete') return { line, isHeader: false }
    if (!('kind' in record)) return { line, isHeader: true }
  }
  return { line: lines.count, isHeader: false }
}

interface FoldedRecord {
  /** The line with "+". */
  readonly plus: number
  /** Behind the last line. */
  readonly end: number
}

function findRecord(lines: FastqLines, record: number): FoldedRecord | FastqFault | 'incomplete' {
  const { bytes, count } = lines
  if (record >= count) return 'incomplete'
  if (bytes[lineStart(lines, record)] !== AT) return { kind: 'header', line: record, record }
  let letters = 0
  let plus = record + 1
  for (; plus < count && bytes[lineStart(lines, plus)] !== PLUS; plus++) {
    if (!isSequence(lines, plus)) return { kind: 'plus', line: plus, record }
    letters += lineStop(lines, plus) - lineStart(lines, plus)
  }
  let end = plus + 1
  for (let left = letters; left > 0; end++) {
    if (end >= count) return 'incomplete'
    left -= lineStop(lines, end) - lineStart(lines, end)
    if (left < 0) return { kind: 'length', line: end, record }
  }
  return plus >= count ? 'incomplete' : { plus, end }
}

/** Letters, and the signs for gaps and stops; an empty line may be a sequence too. */
function isSequence(lines: FastqLines, line: number): boolean {
  const to = lineStop(lines, line)
  for (let at = lineStart(lines, line); at < to; at++) {
    const byte = lines.bytes[at]! // in range: inside the line
    const letter = byte | 32
    if (!(letter >= 97 && letter <= 122) && byte !== 42 && byte !== 45 && byte !== 46 && byte !== 61 && byte !== 126) return false
  }
  return true
}

function addRow(rows: SequenceRows, lines: FastqLines, record: number, { plus, end }: FoldedRecord): void {
  const at = rows.count * SPANS
  rows.spans[at + SPAN.headerStart] = lineStart(lines, record) + 1
  rows.spans[at + SPAN.headerEnd] = lineStop(lines, record)
  rows.spans[at + SPAN.sequenceStart] = lineStart(lines, record + 1)
  rows.spans[at + SPAN.sequenceEnd] = Math.max(lineStop(lines, plus - 1), lineStart(lines, record + 1))
  rows.spans[at + SPAN.qualityStart] = lineStart(lines, plus) + (end > plus + 1 ? lineStart(lines, plus + 1) - lineStart(lines, plus) : 0)
  rows.spans[at + SPAN.qualityEnd] = end > plus + 1 ? lineStop(lines, end - 1) : lineStart(lines, plus)
  rows.folded[rows.count] = 1
  rows.starts[rows.count] = lineStart(lines, record)
  rows.count++
}
