/** Builds a column row by row where all arguments are there; the others are NULL. */

import { getBit } from '../../columnar/bitmap.ts'
import { createBuilder } from '../../columnar/builders/create-builder.ts'
import type { Column } from '../../columnar/column.ts'
import type { DataType } from '../../columnar/data-type.ts'
import type { Scalar } from '../../columnar/scalar.ts'
import { commonValidity } from '../../kernels/boolean-column.ts'

/** `compute` may give NULL itself. */
export function mapRows(
  args: readonly Column[],
  result: { readonly numRows: number; readonly type: DataType },
  compute: (row: number) => Scalar,
): Column {
  const { numRows, type } = result
  const validity = commonValidity(args, numRows)
  const builder = createBuilder(type)
  for (let row = 0; row < numRows; row++) {
    if (validity && !getBit(validity, row)) builder.appendNull()
    else builder.append(compute(row))
  }
  return builder.finish()
}
