/** Orders rows; with `fetch` only the first ones are wanted. Stable: equal rows stay in the order they came. */
import type { SortKey } from '../../expr/expr.ts'
import type { LogicalPlan } from '../logical-plan.ts'
import type { NodeOf } from '../node-of.ts'

export function sortNode(keys: readonly SortKey[], input: LogicalPlan): NodeOf<'sort'> {
  return { kind: 'sort', keys, input, schema: input.schema, ids: input.ids }
}
