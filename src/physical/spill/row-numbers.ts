/** Row numbers as a column: what brings rows back into their order after they were parted. */
import type { Column } from '../../columnar/column.ts'
import type { DataType } from '../../columnar/data-type.ts'
import type { SortDirection } from '../../kernels/sort-direction.ts'

/** Exact to 2^53, and sorted as plain numbers. */
export const ROW_NUMBER: DataType = { kind: 'float64' }

export const BY_NUMBER: SortDirection = { descending: false, nullsFirst: false }

export function numbersFrom(first: number, numRows: number): Column {
  const values = new Float64Array(numRows)
  for (let row = 0; row < numRows; row++) values[row] = first + row
  return numberColumn(values)
}

export function numberColumn(values: Float64Array): Column {
  return { type: ROW_NUMBER, length: values.length, nullCount: 0, values }
}

/** The numbers of a column that one of the above made, wherever it has been since. */
export function rowNumbers(column: Column): Float64Array {
  // Of type ROW_NUMBER, so float64.
  return (column.values as Float64Array).subarray(0, column.length)
}
