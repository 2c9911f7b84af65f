/** A predicate of which only true counts: NULL is false, and conditions on one value that exclude each other are false. */
import { canFail } from '../../expr/can-fail.ts'
import type { Expr } from '../../expr/expr.ts'
import { splitConjunction } from '../../expr/split-conjunction.ts'
import { isVolatile } from '../is-volatile.ts'
import type { RuleContext } from '../optimizer-rule.ts'
import { contradict } from './contradict.ts'

const never: Expr = { kind: 'literal', type: { kind: 'boolean' }, value: false }

export function simplifyPredicate(predicate: Expr, context: RuleContext): Expr {
  const conjuncts = splitConjunction(predicate)
  const impossible =
    conjuncts.some(isNull) || (contradict(conjuncts) && !conjuncts.some(conjunct => isVolatile(conjunct, context.functions)))
  // Where a conjunct can fail, whether it does must not depend on the optimizer.
  return impossible && !conjuncts.some(canFail) ? never : predicate
}

function isNull(expr: Expr): boolean {
  return expr.kind === 'literal' && expr.value === null
}
