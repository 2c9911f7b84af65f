/** RETURNING: a query over the rows that INSERT, UPDATE or DELETE touched, which are known when it has run. */
import type { TableProvider } from '../../catalog/table-provider.ts'
import type { Expr } from '../../expr/expr.ts'
import type { LogicalPlan } from '../../logical/logical-plan.ts'
import { projectionNode } from '../../logical/nodes/projection-node.ts'
import type { SelectItem } from '../ast/query.ts'
import type { BoundReturning } from '../bound-statement.ts'
import { bindOutputs } from './bind-outputs.ts'
import type { BindState } from './bind-state.ts'
import { planOfSource } from './bind-table.ts'
import { joinSubqueries } from './join-subqueries.ts'
import { prepareSubqueries } from './prepare-subqueries.ts'
import { scopeOf } from './scope.ts'
import { selectEntries } from './select-items.ts'

export interface ReturningSource {
  readonly provider: TableProvider
  readonly table: string
  /** What qualifies the table's columns. */
  readonly own: string | undefined
}

export async function bindReturning(
  items: readonly SelectItem[],
  { provider, table, own }: ReturningSource,
  state: BindState,
): Promise<BoundReturning | undefined> {
  if (items.length === 0) return undefined
  const rows = planOfSource(provider, { table, alias: undefined, state })
  const scope = scopeOf(rows, own)
  const context = { state, scope, clause: 'RETURNING', aggregates: 'forbidden' } as const
  const entries = selectEntries(items, scope)
  await prepareSubqueries(
    entries.map(entry => (entry.kind === 'expression' ? entry.expression : undefined)),
    { ...context, aliases: [] },
  )
  const outputs = bindOutputs(entries, context)
  const joined = joinSubqueries(
    outputs.map(output => output.expr),
    rows,
    state,
  )
  const columns = outputs.map(({ expr, name }): { expr: Expr; name: string } => ({ expr: joined.rewrite(expr), name }))
  const plan: LogicalPlan = projectionNode(columns, joined.plan, state.ids)
  return { plan, rows: rows.ids }
}
