/** The rows of columns in sorted order, stably: the last key first, so that each earlier key keeps the order of the later ones. */
import type { Column } from '../columnar/column.ts'
import { rowSequence } from './row-sequence.ts'
import type { SortDirection } from './sort-direction.ts'
import { sortByColumn } from './sorting/sort-by-column.ts'

/** One direction a column; at least one column. Text sorts by bytes, NaN is greater than every number, -0 equals 0. */
export function sortRows(columns: readonly Column[], directions: readonly SortDirection[]): Uint32Array {
  let rows: Uint32Array = rowSequence(columns[0]?.length ?? 0)
  // As many directions as columns.
  for (let key = columns.length - 1; key >= 0; key--) rows = sortByColumn(columns[key]!, rows, directions[key]!)
  return rows
}
