/** A column of given values. For literals, VALUES and tests; scans use builders. */
import { createBuilder } from './builders/create-builder.ts'
import type { Column } from './column.ts'
import type { DataType } from './data-type.ts'
import type { Dictionary } from './dictionary.ts'
import type { Scalar } from './scalar.ts'

export function columnFromScalars(type: DataType, scalars: Iterable<Scalar>, dictionary?: Dictionary): Column {
  const builder = createBuilder(type, dictionary)
  for (const scalar of scalars) builder.append(scalar)
  return builder.finish()
}
