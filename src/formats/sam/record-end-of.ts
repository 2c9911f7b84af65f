/** The exclusive 0-based end of a SAM record. */
import { parseInteger } from '../text/parse-integer.ts'
import { fieldEnd, fieldStart, type TextRows } from '../text/text-rows.ts'
import { measureCigar } from './sam-cigar.ts'
import { FIELD, STAR } from './sam-field.ts'

const UNMAPPED = 4

/** `position`: the number in POS. NaN where the CIGAR is none. */
export function recordEndOf(rows: TextRows, row: number, position: number): number {
  const { bytes } = rows
  const flags = parseInteger(bytes, fieldStart(rows, row, FIELD.flags), fieldEnd(rows, row, FIELD.flags))
  const from = fieldStart(rows, row, FIELD.cigar)
  const to = fieldEnd(rows, row, FIELD.cigar)
  if ((flags & UNMAPPED) !== 0 || to <= from || (to - from === 1 && bytes[from] === STAR)) return position
  return position - 1 + Math.max(1, measureCigar(bytes, from, to).reference)
}
