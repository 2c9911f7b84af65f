/** A column without rows. */
import type { Column } from './column.ts'
import { columnFromScalars } from './column-from-scalars.ts'
import type { DataType } from './data-type.ts'

export function emptyColumn(type: DataType): Column {
  return columnFromScalars(type, [])
}
