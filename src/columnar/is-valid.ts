/** Whether a row of a column is not NULL. */
import { getBit } from './bitmap.ts'
import type { Column } from './column.ts'

export function isValid(column: Column, row: number): boolean {
  if (column.validity !== undefined) return getBit(column.validity, row)
  return column.type.kind !== 'null'
}
