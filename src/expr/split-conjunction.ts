/** The parts of a predicate that must all hold, in order; nested ANDs are flattened. */
import type { Expr } from './expr.ts'

export function splitConjunction(expr: Expr): Expr[] {
  if (expr.kind !== 'and') return [expr]
  return expr.operands.flatMap(splitConjunction)
}
