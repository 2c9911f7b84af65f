/** Reads the rows of a number argument (float64 after the binder's cast). */
import type { Column } from '../../columnar/column.ts'
import { float64Values } from '../../kernels/number-arrays.ts'

export type NumberReader = (row: number) => number

/** Not for rows that are NULL. */
export function numberReader(column: Column | undefined, otherwise = 0): NumberReader {
  if (!column || column.type.kind === 'null') return () => otherwise
  const values = float64Values(column)
  return row => values[row]! // a row of the column
}
