/** Turns a boolean expression into a function from batches to the rows where it is TRUE (not FALSE, not NULL). */
import type { Batch } from '../columnar/batch.ts'
import type { FunctionRegistry } from '../functions/function-registry.ts'
import { trueRows } from '../kernels/true-rows.ts'
import { compileConjunction } from './compile/compile-logic.ts'
import { type ColumnResolver, createCompiler } from './compile-expr.ts'
import type { Expr } from './expr.ts'

/** Row numbers in order, or 'all', for which nothing needs to be copied. */
export function compilePredicate(expr: Expr, resolve: ColumnResolver, functions: FunctionRegistry): (batch: Batch) => Uint32Array | 'all' {
  const compiler = createCompiler(resolve, functions)
  // A conjunct does not see rows for which one before it is NULL, no more than those for which it is FALSE: they are out.
  const evaluate = expr.kind === 'and' ? compileConjunction(expr.operands, compiler) : compiler.compile(expr)
  return batch => trueRows(evaluate(batch))
}
