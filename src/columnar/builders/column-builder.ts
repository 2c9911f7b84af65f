/** What builds one column row by row. `finish` hands the rows over and starts afresh. */
import type { Column } from '../column.ts'
import type { DataType } from '../data-type.ts'
import type { Scalar } from '../scalar.ts'

export interface ColumnBuilder {
  readonly type: DataType
  readonly length: number
  appendNull(): void
  /** Any value of the type, NULL included, checked. The concrete classes have unchecked, faster ways in. */
  append(value: Scalar): void
  finish(): Column
}
