/** CREATE INDEX: the table and the columns must exist. */
import type { Statement } from '../ast/statement.ts'
import type { BoundStatement } from '../bound-statement.ts'
import { bindExpression } from './bind-expression.ts'
import type { BindState } from './bind-state.ts'
import { findTable, planOfSource, tableName } from './bind-table.ts'
import { planError } from './plan-error.ts'
import { scopeOf } from './scope.ts'

type CreateIndex = Extract<Statement, { readonly kind: 'create-index' }>

export async function bindCreateIndex(statement: CreateIndex, state: BindState): Promise<BoundStatement> {
  const { name, unique, ifNotExists, columns } = statement
  const table = tableName(statement.table)
  const provider = await findTable(statement.table, state)
  if (!('scan' in provider)) throw planError(`"${table}" is a view; indexes are for tables.`, statement.table.span)
  const scope = scopeOf(planOfSource(provider, { table, alias: undefined, state }), statement.table.parts.at(-1)?.name)
  const context = { state, scope, clause: 'CREATE INDEX', aggregates: 'forbidden', aliases: [] } as const
  const keys = columns.map(column => {
    const expr = bindExpression(column, context)
    if (expr.kind === 'column') return expr.name
    if (unique) throw planError('A unique index is over columns, not over expressions.', column.span)
    return ''
  })
  return {
    kind: 'create-index',
    table,
    provider,
    ifNotExists,
    ...(name && { name: name.name }),
    ...(unique && { key: { kind: 'unique', columns: keys } }),
  }
}
