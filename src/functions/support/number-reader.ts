/** Reads the rows of an argument of any number type; 64-bit integers beyond 2^53 are rounded. */
import type { Column } from '../../columnar/column.ts'
import { float64Values } from '../../kernels/number-arrays.ts'

export type NumberReader = (row: number) => number

/** Not for rows that are NULL. */
export function numberReader(column: Column | undefined, otherwise = 0): NumberReader {
  if (!column || column.type.kind === 'null') return () => otherwise
  const values = float64Values(column)
  return row => values[row]! // a row of the column
}
