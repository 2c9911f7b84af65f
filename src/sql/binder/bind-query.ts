/** WITH … body ORDER BY … LIMIT … OFFSET -> a plan. */
import { QueryError } from '../../common/errors.ts'
import { unreachable } from '../../common/unreachable.ts'
import type { LogicalPlan } from '../../logical/logical-plan.ts'
import type { DescribedTarget, Query, QueryBody } from '../ast/query.ts'
import type { Span } from '../ast/span.ts'
import { bindLimit } from './bind-limit.ts'
import { orderOutputs } from './bind-order-by.ts'
import { bindSelect } from './bind-select.ts'
import { bindSetOperation } from './bind-set-operation.ts'
import type { BindState } from './bind-state.ts'
import { summarize } from './bind-summarize.ts'
import { bindFile, bindTable } from './bind-table.ts'
import { bindValues } from './bind-values.ts'
import { bindUnusedCtes, withCtes } from './bind-with.ts'
import { describedColumns } from './described-columns.ts'

/**
 * Queries that may stand within each other once WITH queries are written out: the parser bounds what is nested in the text, but a hundred
 * thousand WITH queries may name one another in a row. Some 700 fill the stack.
 */
const MAX_NESTED_QUERIES = 250

export async function bindQuery(query: Query, outer: BindState): Promise<LogicalPlan> {
  const { budget } = outer
  if (budget.queries >= MAX_NESTED_QUERIES) {
    const message = `More than ${MAX_NESTED_QUERIES} queries stand within each other here, WITH queries that name others included. Make a table of one of them.`
    throw new QueryError('RESOURCE', message, { sqlOffset: query.span.start })
  }
  budget.queries++
  try {
    return await bindWithinLimits(query, outer)
  } finally {
    budget.queries--
  }
}

async function bindWithinLimits(query: Query, outer: BindState): Promise<LogicalPlan> {
  const { state, added } = withCtes(query, outer)
  const ordered =
    query.body.kind === 'select'
      ? await bindSelect(query.body, query, state)
      : orderOutputs(await bindBody(query.body, state), query, state)
  await bindUnusedCtes(added)
  return bindLimit(ordered, query, state)
}

async function bindBody(body: QueryBody, state: BindState): Promise<LogicalPlan> {
  switch (body.kind) {
    case 'select':
      return bindSelect(body, { orderBy: [] }, state)
    case 'values':
      return bindValues(body.rows, state)
    case 'set-operation':
      return bindSetOperation(body, { state, bindBody })
    case 'nested':
      return bindQuery(body.query, state)
    case 'table':
      return (await bindTable(body.name, { alias: undefined, state })).plan
    case 'description': {
      const plan = await bindTarget(body, state)
      return body.of === 'columns' ? describedColumns(plan.schema, state.ids) : summarize(plan, state)
    }
    default:
      return unreachable(body)
  }
}

/** What DESCRIBE and SUMMARIZE speak of. */
export async function bindTarget(
  { target, span }: { readonly target: DescribedTarget; readonly span: Span },
  state: BindState,
): Promise<LogicalPlan> {
  if ('location' in target) return (await bindFile({ location: target.location, span }, state)).plan
  if ('parts' in target) return (await bindTable(target, { alias: undefined, state })).plan
  return bindQuery(target, state)
}
