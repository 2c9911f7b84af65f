/** The value of an expression without columns: constant folding, LIMIT, table function arguments. */
import type { Scalar } from '../columnar/scalar.ts'
import { scalarAt } from '../columnar/scalar-at.ts'
import { QueryError } from '../common/errors.ts'
import type { FunctionRegistry } from '../functions/function-registry.ts'
import { oneRow } from './compile/one-row.ts'
import { compileExpr } from './compile-expr.ts'
import type { Expr } from './expr.ts'

/** Throws what evaluating it throws: an overflow, a bad cast. */
export function evaluateConstant(expr: Expr, functions: FunctionRegistry): Scalar {
  const evaluate = compileExpr(expr, noColumns, functions)
  return scalarAt(evaluate(oneRow), 0)
}

function noColumns(column: { readonly name: string }): never {
  throw new QueryError('PLAN', `Column "${column.name}" cannot be used here: the value must be a constant.`)
}
