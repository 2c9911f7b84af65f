/** Numbers the distinct values of one key column: 0, 1, 2 … in the order of their first appearance. NULL is a value like any other. */
import type { Column } from '../../columnar/column.ts'

export interface KeyEncoder {
  /** How many distinct values came so far. */
  readonly size: number
  /** The number of each row's value; new values are added. */
  assign(column: Column): Uint32Array
  /** The number of each row's value, -1 where it never came. */
  find(column: Column): Int32Array
  /** The distinct values by number. */
  values(): Column
}
