/** LIMIT and OFFSET: constant, whole, not negative; NULL means none. */
import type { LogicalPlan } from '../../logical/logical-plan.ts'
import { limitNode } from '../../logical/nodes/limit-node.ts'
import type { Expression } from '../ast/expression.ts'
import type { Query } from '../ast/query.ts'
import type { BindState } from './bind-state.ts'
import { constantValue } from './constant-value.ts'
import { planError } from './plan-error.ts'

export function bindLimit(plan: LogicalPlan, query: Pick<Query, 'limit' | 'offset'>, state: BindState): LogicalPlan {
  const fetch = rowCount(query.limit, 'LIMIT', state)
  const skip = rowCount(query.offset, 'OFFSET', state) ?? 0
  return fetch === undefined && skip === 0 ? plan : limitNode({ skip, fetch }, plan)
}

function rowCount(expression: Expression | undefined, clause: string, state: BindState): number | undefined {
  if (!expression) return undefined
  const value = constantValue(expression, state, clause)
  if (value === null) return undefined
  const count = typeof value === 'string' && /^-?\d+$/.test(value) ? BigInt(value) : value
  if (typeof count !== 'number' && typeof count !== 'bigint') throw planError(`${clause} takes a whole number of rows.`, expression.span)
  if (count < 0) throw planError(`${clause} must not be negative.`, expression.span)
  if (typeof count === 'number' && !Number.isInteger(count)) throw planError(`${clause} takes a whole number of rows.`, expression.span)
  if (count > 2n ** 63n - 1n) throw planError(`${clause} is beyond 2^63 - 1.`, expression.span)
  // No table has more rows than that.
  return Math.min(Number(count), Number.MAX_SAFE_INTEGER)
}
