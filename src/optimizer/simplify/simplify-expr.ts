/** One expression in a simpler form with the same values, NULLs and errors. */
import { sameType } from '../../columnar/same-type.ts'
import type { Expr } from '../../expr/expr.ts'
import { mapExpr } from '../../expr/map-expr.ts'
import { typeOf } from '../../expr/type-of.ts'
import type { RuleContext } from '../optimizer-rule.ts'
import { foldConstant } from './fold-constant.ts'
import { negation } from './negation.ts'
import { simplifyCase } from './simplify-case.ts'
import { simplifyComparison } from './simplify-comparison.ts'
import { simplifyLogic } from './simplify-logic.ts'

/** Expressions that came out as they went in: the rules run again and again over a plan, which may hold thousands of conditions. */
const simple = new WeakSet<Expr>()

export function simplifyExpr(expr: Expr, context: RuleContext): Expr {
  if (simple.has(expr)) return expr
  const simplified = mapExpr(expr, node => foldConstant(simplifyNode(node, context), context.functions))
  if (simplified === expr) simple.add(expr)
  return simplified
}

/** Its parts are simple already. */
function simplifyNode(expr: Expr, context: RuleContext): Expr {
  switch (expr.kind) {
    case 'and':
    case 'or':
      return simplifyLogic(expr, context)
    case 'not':
      return negation(expr.operand)
    case 'compare':
      return simplifyComparison(expr)
    case 'in-list':
      return simplifyInList(expr)
    case 'case':
      return simplifyCase(expr)
    case 'cast':
      return simplifyCast(expr)
    default:
      return expr
  }
}

/** A cast to the type that is there already; a declared BIGINT is another type for the reader of the result. */
function simplifyCast(expr: Expr & { readonly kind: 'cast' }): Expr {
  const from = typeOf(expr.operand)
  const redeclares = from.kind === 'int64' && expr.to.kind === 'int64' && from.declared !== expr.to.declared
  return sameType(from, expr.to) && !redeclares && from.kind !== 'struct' ? expr.operand : expr
}

function simplifyInList(expr: Expr & { readonly kind: 'in-list' }): Expr {
  const [only, ...others] = expr.list
  if (!only || others.length > 0) return expr
  return simplifyComparison({ kind: 'compare', op: '=', left: expr.operand, right: only })
}
