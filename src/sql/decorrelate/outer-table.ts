/** The working table of a dependent join while its right side is rewritten: which outer columns it holds. */
import type { Field } from '../../columnar/data-type.ts'
import type { FunctionRegistry } from '../../functions/function-registry.ts'
import type { ColumnIds } from '../../logical/column-ids.ts'

export interface OuterTable {
  readonly table: number
  readonly columns: readonly { readonly id: number; readonly field: Field }[]
  readonly outer: ReadonlySet<number>
  readonly ids: ColumnIds
  readonly functions: FunctionRegistry
}
