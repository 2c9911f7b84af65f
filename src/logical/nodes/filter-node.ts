/** Keeps the rows for which the predicate is true. */
import type { Expr } from '../../expr/expr.ts'
import type { LogicalPlan } from '../logical-plan.ts'
import type { NodeOf } from '../node-of.ts'

export function filterNode(predicate: Expr, input: LogicalPlan): NodeOf<'filter'> {
  return { kind: 'filter', predicate, input, schema: input.schema, ids: input.ids }
}
