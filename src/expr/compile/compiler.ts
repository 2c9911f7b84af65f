/** What the parts of the expression compiler share. */
import type { Batch } from '../../columnar/batch.ts'
import type { Column } from '../../columnar/column.ts'
import type { FunctionRegistry } from '../../functions/function-registry.ts'
import type { Expr } from '../expr.ts'

/** The index in the batch of a column, found by id (plans) or by name (scans). */
export type ColumnResolver = (column: { readonly id: number; readonly name: string }) => number

/** A compiled expression: one column of as many rows as the batch. */
export type Evaluate = (batch: Batch) => Column

export interface Compiler {
  readonly functions: FunctionRegistry
  readonly resolve: ColumnResolver
  /** The index in the batch of each parameter of the lambdas around, by id. */
  readonly parameters: ReadonlyMap<number, number>
  compile(expr: Expr): Evaluate
  /** The indexes in the batch of the columns that an expression reads. */
  columnIndexes(expr: Expr): ReadonlySet<number>
  /** The compiler of a lambda's body, whose batches are of another form. */
  inside(lambda: Pick<Compiler, 'resolve' | 'parameters'>): Compiler
}
