/** Numbers real values: what differs between the encoders of integers, text and all the rest. */
import type { Column } from '../../columnar/column.ts'

export interface ValueCodes {
  readonly size: number
  /** Makes the column's rows ready for assignRow and findRow. */
  open(column: Column): void
  /** Rows of the open column that are not NULL. */
  assignRow(row: number): number
  /** -1: the value never came. */
  findRow(row: number): number
  /** All rows of the open column, of which none is NULL; `codes` has as many entries. */
  assignAll(codes: Uint32Array): void
  /** As findRow, for all rows of the open column, of which none is NULL. */
  findAll(codes: Int32Array): void
  /** The distinct values by number, without NULL. */
  values(): Column
}
