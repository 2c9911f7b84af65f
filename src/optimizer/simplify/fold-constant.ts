/** Replaces an expression that has one value for the whole query by that value. */
import { QueryError } from '../../common/errors.ts'
import { evaluateConstant } from '../../expr/evaluate-constant.ts'
import type { Expr } from '../../expr/expr.ts'
import { isConstant } from '../../expr/is-constant.ts'
import { literalOf } from '../../expr/literal.ts'
import { typeOf } from '../../expr/type-of.ts'
import type { FunctionRegistry } from '../../functions/function-registry.ts'

export function foldConstant(expr: Expr, functions: FunctionRegistry): Expr {
  if (expr.kind === 'literal' || !isFoldable(expr)) return expr
  try {
    return literalOf(typeOf(expr), evaluateConstant(expr, functions)) ?? expr
  } catch (error) {
    // 1 + 'x'::INT fails for the rows that reach it; there may be none.
    if (error instanceof QueryError && error.code === 'EXECUTION') return expr
    throw error
  }
}

/** Its parts were folded before it: either they are literals, or folding them failed or made no literal. Lists and structs have no literals. */
function isFoldable(expr: Expr): boolean {
  if (expr.kind === 'column' || !isConstant(expr)) return false
  const { kind } = typeOf(expr)
  return kind !== 'list' && kind !== 'struct'
}
