/** Rows of a column where some do not exist: the unmatched side of an outer join. */
import { allOnes, clearBit, countBits, getBit } from './bitmap.ts'
import type { Column } from './column.ts'
import { columnFromScalars } from './column-from-scalars.ts'
import { takeColumn } from './take-column.ts'

/** The row number that gives NULL. */
export const NO_ROW = 0xffffffff

export function takeColumnOrNull(column: Column, rows: Uint32Array): Column {
  if (!rows.includes(NO_ROW)) return takeColumn(column, rows)
  if (column.length === 0) return takeColumn(columnFromScalars(column.type, [null], column.dictionary), new Uint32Array(rows.length))
  const taken = takeColumn(column, existingRows(rows))
  if (column.type.kind === 'null') return taken
  const validity = allOnes(rows.length)
  for (let i = 0; i < rows.length; i++) {
    if (rows[i] === NO_ROW || (taken.validity !== undefined && !getBit(taken.validity, i))) clearBit(validity, i)
  }
  const nullCount = rows.length - countBits(validity, rows.length)
  return nullCount === 0 ? taken : { ...taken, nullCount, validity }
}

function existingRows(rows: Uint32Array): Uint32Array {
  const existing = new Uint32Array(rows.length)
  for (let i = 0; i < rows.length; i++) existing[i] = rows[i] === NO_ROW ? 0 : rows[i]! // i < length
  return existing
}
