/** ON CONFLICT: the columns it names, and for DO UPDATE the new values over the row that is there and the row that was to come. */
import type { TableProvider } from '../../catalog/table-provider.ts'
import { outputColumns } from '../../logical/output-columns.ts'
import type { ConflictClause } from '../ast/statement.ts'
import type { BoundConflict } from '../bound-statement.ts'
import { assignedValue, defaultOf } from './assigned-value.ts'
import { bindCondition } from './bind-condition.ts'
import { bindExpression } from './bind-expression.ts'
import type { BindState } from './bind-state.ts'
import { planOfSource } from './bind-table.ts'
import type { ExpressionContext } from './expression-context.ts'
import { findField } from './find-field.ts'
import { createScope, scopeOf } from './scope.ts'

export function bindConflict(
  clause: ConflictClause,
  { provider, table, own }: { readonly provider: TableProvider; readonly table: string; readonly own: string | undefined },
  state: BindState,
): BoundConflict {
  const { fields } = provider.schema
  const columns = clause.columns.map(name => findField(name, fields).name)
  if (clause.action !== 'update') return { action: clause.action, columns }
  const source = () => planOfSource(provider, { table, alias: undefined, state })
  const existing = source()
  const excluded = source()
  const context: ExpressionContext = {
    state,
    // A bare name is a column of the row that is there.
    scope: createScope([
      ...scopeOf(existing, own).columns,
      ...scopeOf(excluded, 'excluded').columns.map(column => ({ ...column, qualifiedOnly: true as const })),
    ]),
    clause: 'ON CONFLICT',
    aggregates: 'forbidden',
    aliases: [],
  }
  const values = [...outputColumns(existing)].map(column => ({ ...column }) as BoundValue)
  for (const { column, value } of clause.assignments) {
    const field = findField(column, fields)
    const place = { gives: 'DO UPDATE gives', span: value.span }
    values[fields.indexOf(field)] =
      value.kind === 'default' ? defaultOf(field) : assignedValue(bindExpression(value, context), field, place)
  }
  const where = clause.where && bindCondition(clause.where, context, 'WHERE')
  return { action: 'update', columns, ids: [...existing.ids, ...excluded.ids], values, ...(where && { where }) }
}

type BoundValue = Extract<BoundConflict, { readonly action: 'update' }>['values'][number]
