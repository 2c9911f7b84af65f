/** The first of each set of equal rows, or with `on` the first row for each value of those expressions; rows keep their order. */
import type { Expr } from '../../expr/expr.ts'
import type { LogicalPlan } from '../logical-plan.ts'
import type { NodeOf } from '../node-of.ts'

export function distinctNode(input: LogicalPlan, on?: readonly Expr[]): NodeOf<'distinct'> {
  return { kind: 'distinct', ...(on && { on }), input, schema: input.schema, ids: input.ids }
}
