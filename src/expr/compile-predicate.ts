/** Turns a boolean expression into a function from batches to the rows where it is TRUE (not FALSE, not NULL). */
import type { Batch } from '../columnar/batch.ts'
import type { FunctionRegistry } from '../functions/function-registry.ts'
import { countTrueRows, trueRows } from '../kernels/true-rows.ts'
import { compileConjunction } from './compile/compile-logic.ts'
import { type ColumnResolver, createCompiler } from './compile-expr.ts'
import type { Expr } from './expr.ts'
import { splitConjunction } from './split-conjunction.ts'

/** Row numbers in order, or 'all', for which nothing needs to be copied. */
export function compilePredicate(expr: Expr, resolve: ColumnResolver, functions: FunctionRegistry): (batch: Batch) => Uint32Array | 'all' {
  const { evaluate, mask } = compileTruth(expr, resolve, functions)
  return batch => mask?.rows(batch) ?? trueRows(evaluate(batch))
}

/** How many rows pass, for whoever wants no more. */
export function compilePredicateCount(expr: Expr, resolve: ColumnResolver, functions: FunctionRegistry): (batch: Batch) => number {
  const { evaluate, mask } = compileTruth(expr, resolve, functions)
  return batch => mask?.count(batch) ?? countTrueRows(evaluate(batch))
}

function compileTruth(expr: Expr, resolve: ColumnResolver, functions: FunctionRegistry): ReturnType<typeof compileConjunction> {
  // A conjunct does not see rows for which one before it is NULL, no more than those for which it is FALSE: they are out.
  return compileConjunction(splitConjunction(expr), createCompiler(resolve, functions))
}
