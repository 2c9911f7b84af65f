/** INSERT INTO: the query's columns, brought to the table's order and types; columns that are not given take their DEFAULT or NULL. */
import type { TableProvider } from '../../catalog/table-provider.ts'
import type { Field } from '../../columnar/data-type.ts'
import type { Expr } from '../../expr/expr.ts'
import type { LogicalPlan } from '../../logical/logical-plan.ts'
import { projectionNode } from '../../logical/nodes/projection-node.ts'
import { valuesNode } from '../../logical/nodes/values-node.ts'
import { outputColumns } from '../../logical/output-columns.ts'
import type { Query } from '../ast/query.ts'
import type { Statement } from '../ast/statement.ts'
import type { BoundStatement } from '../bound-statement.ts'
import { assignedValue, defaultOf } from './assigned-value.ts'
import { bindConflict } from './bind-conflict.ts'
import { bindReturning } from './bind-returning.ts'
import type { BindState } from './bind-state.ts'
import { findTable, tableName } from './bind-table.ts'
import { bindValues } from './bind-values.ts'
import { findField } from './find-field.ts'
import { planError } from './plan-error.ts'

type Insert = Extract<Statement, { readonly kind: 'insert' }>

export async function bindInsert(statement: Insert, state: BindState): Promise<BoundStatement> {
  const table = tableName(statement.table)
  const provider = await findTable(statement.table, state)
  if (!('insert' in provider) || !provider.insert) {
    throw planError(`"${table}" takes no rows: INSERT writes to memory tables only.`, statement.table.span)
  }
  const targets = targetFields(statement, provider)
  const source = await bindSource(statement, targets, state)
  const given = statement.query ? outputColumns(source) : []
  if (statement.query && given.length !== targets.length) throw wrongCount(statement.query, { targets, given: given.length })
  const byField = new Map<Field, Expr>(given.map((expr, i) => [targets[i]!, expr])) // as many targets as columns: checked above
  const place = { gives: 'the query gives', span: statement.query?.span ?? statement.span }
  const columns = provider.schema.fields.map(field => {
    const value = byField.get(field)
    return { expr: value ? assignedValue(value, field, place) : defaultOf(field), name: field.name }
  })
  const plan: LogicalPlan = projectionNode(columns, source, state.ids)
  const own = statement.alias?.name ?? statement.table.parts.at(-1)?.name
  const conflict = statement.conflict && bindConflict(statement.conflict, { provider, table, own }, state)
  const returning = await bindReturning(statement.returning, { provider, table, own }, state)
  return {
    kind: 'insert',
    table,
    provider,
    overwrite: statement.overwrite,
    plan,
    ...(conflict && { conflict }),
    ...(returning && { returning }),
  }
}

/** The values of VALUES are bound each for its column; a query has types of its own. */
async function bindSource({ query }: Insert, targets: readonly Field[], state: BindState): Promise<LogicalPlan> {
  if (!query) return valuesNode({ fields: [], rows: [[]] }, state.ids)
  const plain = query.with.length === 0 && query.orderBy.length === 0 && !query.limit && !query.offset
  if (query.body.kind !== 'values' || !plain) return state.bindQuery(query, state)
  const width = query.body.rows[0]?.length ?? 0
  if (width !== targets.length) throw wrongCount(query, { targets, given: width })
  return bindValues(query.body.rows, state, targets)
}

function wrongCount(query: Query, { targets, given }: { readonly targets: readonly Field[]; readonly given: number }) {
  return planError(`INSERT names ${targets.length} columns, but the query gives ${given}.`, query.span)
}

function targetFields({ columns, query }: Insert, provider: TableProvider): readonly Field[] {
  const { fields } = provider.schema
  if (columns.length === 0) return query ? fields : []
  const seen = new Set<Field>()
  return columns.map(name => {
    const field = findField(name, fields)
    if (seen.has(field)) throw planError(`Column "${name.name}" stands twice in INSERT.`, name.span)
    seen.add(field)
    return field
  })
}
