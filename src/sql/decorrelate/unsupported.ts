/** Plans that cannot refer to an outer query. */
import { QueryError } from '../../common/errors.ts'
import type { LogicalPlan } from '../../logical/logical-plan.ts'

export function unsupported(plan: LogicalPlan): QueryError {
  const what =
    plan.kind === 'recursive' ? 'A recursive query' : plan.kind === 'range-operation' ? 'A range operation' : `This (${plan.kind})`
  return new QueryError('NOT_IMPLEMENTED', `${what} inside a subquery cannot use columns of the query around it. Join with it instead.`)
}
