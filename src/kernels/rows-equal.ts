/** Whether rows of two sets of columns are the same values, where NULL is the same as NULL: what DISTINCT and GROUP BY mean by equal. */
import type { Column } from '../columnar/column.ts'
import { nullableComparator } from './compare-values.ts'

/** Columns of pairwise the same type. The function takes a row of `left` and one of `right`. */
export function rowsEqual(left: readonly Column[], right: readonly Column[]): (leftRow: number, rightRow: number) => boolean {
  // Both sides have as many columns.
  const comparators = left.map((column, i) => nullableComparator(column, right[i]!))
  return (leftRow, rightRow) => comparators.every(compare => compare(leftRow, rightRow) === 0)
}
