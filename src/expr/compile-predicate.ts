/** Turns a boolean expression into a function from batches to the rows where it is TRUE (not FALSE, not NULL). */
import type { Batch } from '../columnar/batch.ts'
import type { FunctionRegistry } from '../functions/function-registry.ts'
import { trueRows } from '../kernels/true-rows.ts'
import { type ColumnResolver, compileExpr } from './compile-expr.ts'
import type { Expr } from './expr.ts'

/** Row numbers in order, or 'all', for which nothing needs to be copied. */
export function compilePredicate(expr: Expr, resolve: ColumnResolver, functions: FunctionRegistry): (batch: Batch) => Uint32Array | 'all' {
  const evaluate = compileExpr(expr, resolve, functions)
  return batch => trueRows(evaluate(batch))
}
