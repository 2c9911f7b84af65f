/** What a FROM item gives: rows, and the names that they have. */
import type { LogicalPlan } from '../../logical/logical-plan.ts'
import { projectionNode } from '../../logical/nodes/projection-node.ts'
import { outputColumns } from '../../logical/output-columns.ts'
import type { Identifier } from '../ast/identifier.ts'
import type { TableAlias } from '../ast/query.ts'
import type { BindState } from './bind-state.ts'
import { planError } from './plan-error.ts'
import { type Scope, scopeOf } from './scope.ts'

export interface BoundRelation {
  readonly plan: LogicalPlan
  readonly scope: Scope
}

/** Names a relation by its alias, or by its own name without one. */
export function namedRelation(
  plan: LogicalPlan,
  name: { readonly own: string | undefined; readonly alias: TableAlias | undefined },
  state: BindState,
): BoundRelation {
  const renamed = name.alias ? renameColumns(plan, { columns: name.alias.columns, of: name.alias.name.name }, state) : plan
  return { plan: renamed, scope: scopeOf(renamed, name.alias?.name.name ?? name.own) }
}

/** `AS t(a, b)`: new names for the first columns. */
export function renameColumns(
  plan: LogicalPlan,
  names: { readonly columns: readonly Identifier[]; readonly of: string },
  state: BindState,
): LogicalPlan {
  const { columns, of } = names
  if (columns.length === 0) return plan
  const outputs = outputColumns(plan)
  const extra = columns[outputs.length]
  if (extra)
    throw planError(
      `"${of}" has ${outputs.length} column${outputs.length === 1 ? '' : 's'}, but ${columns.length} names are given.`,
      extra.span,
    )
  const projected = outputs.map((expr, i) => ({ expr, name: columns[i]?.name ?? expr.name }))
  return projectionNode(projected, plan, state.ids)
}
