/** Compares rows by several keys, as ORDER BY does. */
import type { Column } from '../columnar/column.ts'
import { isValid } from '../columnar/is-valid.ts'
import { type ValueComparator, valueComparator } from './compare-values.ts'
import type { SortDirection } from './sort-direction.ts'

/** Rows of `left` with rows of `right` (the same columns where one set is sorted): negative, 0 or positive. One direction a column. */
export function rowComparator(
  left: readonly Column[],
  directions: readonly SortDirection[],
  right: readonly Column[] = left,
): ValueComparator {
  const comparators = left.map((column, i) => keyComparator(column, directions[i]!, right[i]!)) // as many of each
  const [only] = comparators
  if (only !== undefined && comparators.length === 1) return only
  return (i, j) => {
    for (const compare of comparators) {
      const order = compare(i, j)
      if (order !== 0) return order
    }
    return 0
  }
}

function keyComparator(left: Column, { descending, nullsFirst }: SortDirection, right: Column): ValueComparator {
  const ascending = valueComparator(left, right)
  const directed: ValueComparator = descending ? (i, j) => -ascending(i, j) : ascending
  if (left.nullCount === 0 && right.nullCount === 0) return directed
  const nullOrder = nullsFirst ? -1 : 1
  return (i, j) => {
    const leftValid = isValid(left, i)
    const rightValid = isValid(right, j)
    if (leftValid && rightValid) return directed(i, j)
    return (Number(rightValid) - Number(leftValid)) * nullOrder
  }
}
