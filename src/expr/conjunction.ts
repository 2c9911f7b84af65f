/** The predicate that holds when all of these hold; TRUE when there are none. */
import type { Expr } from './expr.ts'
import { splitConjunction } from './split-conjunction.ts'

export function conjunction(exprs: readonly Expr[]): Expr {
  const operands = exprs.flatMap(splitConjunction)
  const [first] = operands
  if (first === undefined) return { kind: 'literal', type: { kind: 'boolean' }, value: true }
  return operands.length === 1 ? first : { kind: 'and', operands }
}
