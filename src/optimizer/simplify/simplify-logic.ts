/** AND and OR: flat, without what changes nothing, cut after what decides. */
import { canFail } from '../../expr/can-fail.ts'
import type { Expr } from '../../expr/expr.ts'
import { isVolatile } from '../is-volatile.ts'
import type { RuleContext } from '../optimizer-rule.ts'
import { exprKey } from './expr-key.ts'

type Logic = Expr & { readonly kind: 'and' | 'or' }

export function simplifyLogic(expr: Logic, context: RuleContext): Expr {
  const decides = expr.kind === 'or'
  const flat = expr.operands.flatMap(operand => (operand.kind === expr.kind ? operand.operands : [operand]))
  const operands: Expr[] = []
  const seen = new Set<string>()
  for (const operand of flat) {
    if (isBoolean(operand, !decides)) continue
    if (isBoolean(operand, decides)) return decided(operands, operand, expr.kind)
    // A repeated operand that gave true (AND) or false (OR) the first time gives it again.
    const key = exprKey(operand)
    if (seen.has(key) && !isVolatile(operand, context.functions)) continue
    seen.add(key)
    operands.push(operand)
  }
  const unchanged = operands.length === expr.operands.length && operands.every((operand, i) => operand === expr.operands[i])
  return unchanged && operands.length > 1 ? expr : ofOperands(operands, expr.kind)
}

/** What stands before the deciding operand still runs where it can fail, and nothing after it does. */
function decided(before: readonly Expr[], decider: Expr, kind: Logic['kind']): Expr {
  const failing = before.filter(canFail)
  return failing.length === 0 ? decider : { kind, operands: [...failing, decider] }
}

function ofOperands(operands: readonly Expr[], kind: Logic['kind']): Expr {
  const [first, second] = operands
  if (!first) return { kind: 'literal', type: { kind: 'boolean' }, value: kind === 'and' }
  return second ? { kind, operands } : first
}

function isBoolean(expr: Expr, value: boolean): boolean {
  return expr.kind === 'literal' && expr.value === value
}
