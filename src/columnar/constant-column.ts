/** A column of one value, `length` times. */
import type { Column } from './column.ts'
import { columnFromScalars } from './column-from-scalars.ts'
import type { DataType } from './data-type.ts'
import type { Scalar } from './scalar.ts'
import { takeColumn } from './take-column.ts'

export function constantColumn(type: DataType, scalar: Scalar, length: number): Column {
  return takeColumn(columnFromScalars(type, [scalar]), new Uint32Array(length))
}
