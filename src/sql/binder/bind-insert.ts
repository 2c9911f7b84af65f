/** INSERT INTO: the query's columns, brought to the table's order and types; columns that are not given take their DEFAULT or NULL. */
import type { TableProvider } from '../../catalog/table-provider.ts'
import type { Field } from '../../columnar/data-type.ts'
import { castTo } from '../../expr/cast-to.ts'
import { canCastImplicitly, isNumeric, isText } from '../../expr/coercion.ts'
import type { Expr } from '../../expr/expr.ts'
import { sqlTypeName } from '../../expr/sql-type-name.ts'
import { typeOf } from '../../expr/type-of.ts'
import type { LogicalPlan } from '../../logical/logical-plan.ts'
import { projectionNode } from '../../logical/nodes/projection-node.ts'
import { valuesNode } from '../../logical/nodes/values-node.ts'
import { outputColumns } from '../../logical/output-columns.ts'
import type { Statement } from '../ast/statement.ts'
import type { BoundStatement } from '../bound-statement.ts'
import type { BindState } from './bind-state.ts'
import { findTable, tableName } from './bind-table.ts'
import { findByName } from './find-by-name.ts'
import { didYouMean, planError } from './plan-error.ts'

type Insert = Extract<Statement, { readonly kind: 'insert' }>

export async function bindInsert(statement: Insert, state: BindState): Promise<BoundStatement> {
  const table = tableName(statement.table)
  const provider = await findTable(statement.table, state)
  if (!('insert' in provider) || !provider.insert) {
    throw planError(`"${table}" takes no rows: INSERT writes to memory tables only.`, statement.table.span)
  }
  const targets = targetFields(statement, provider)
  const written = statement.query ? await state.bindQuery(statement.query, state) : valuesNode({ fields: [], rows: [[]] }, state.ids)
  const source = literalsOfTargets(written, targets, state)
  const given = statement.query ? outputColumns(source) : []
  if (statement.query && given.length !== targets.length) {
    throw planError(`INSERT names ${targets.length} columns, but the query gives ${given.length}.`, statement.query.span)
  }
  const byField = new Map<Field, Expr>(given.map((expr, i) => [targets[i]!, expr])) // as many targets as columns: checked above
  const columns = provider.schema.fields.map(field => ({ expr: assignedValue(field, byField.get(field), statement), name: field.name }))
  const plan: LogicalPlan = projectionNode(columns, source, state.ids)
  return { kind: 'insert', table, provider, overwrite: statement.overwrite, plan }
}

/** Quoted literals in VALUES take the type of their column, as in PostgreSQL: '2024-01-31' is a DATE where that is what the column holds. */
function literalsOfTargets(source: LogicalPlan, targets: readonly Field[], state: BindState): LogicalPlan {
  if (source.kind !== 'values') return source
  const types = source.schema.fields.map(({ type }, i) => {
    const target = targets[i]?.type
    const open = isText(type) && source.rows.every(row => row[i]?.kind === 'literal')
    return open && target && !isText(target) ? target : type
  })
  if (types.every((type, i) => type === source.schema.fields[i]?.type)) return source
  const fields = source.schema.fields.map(({ name, nullable }, i): Field => ({ name, nullable, type: types[i] ?? { kind: 'null' } }))
  const rows = source.rows.map(row => row.map((value, i) => castTo(value, types[i] ?? typeOf(value))))
  return valuesNode({ fields, rows }, state.ids)
}

function targetFields({ columns, query }: Insert, provider: TableProvider): readonly Field[] {
  const { fields } = provider.schema
  if (columns.length === 0) return query ? fields : []
  const seen = new Set<Field>()
  return columns.map(name => {
    const [field] = findByName(name, fields, candidate => candidate.name)
    if (!field) {
      const near = didYouMean(
        name.name,
        fields.map(candidate => candidate.name),
      )
      throw planError(`Column "${name.name}" not found in the table.${near}`, name.span)
    }
    if (seen.has(field)) throw planError(`Column "${name.name}" stands twice in INSERT.`, name.span)
    seen.add(field)
    return field
  })
}

function assignedValue(field: Field, given: Expr | undefined, { query, span }: Insert): Expr {
  if (!given) return defaultOf(field)
  const from = typeOf(given)
  // Numbers are assigned with a check of their range at run time, as in PostgreSQL; other types only where nothing is lost.
  if (canCastImplicitly(from, field.type) || (isNumeric(from) && isNumeric(field.type))) return castTo(given, field.type)
  const message = `Column "${field.name}" is ${sqlTypeName(field.type)}, but the query gives ${sqlTypeName(from)}. Cast it.`
  throw planError(message, query?.span ?? span)
}

function defaultOf(field: Field): Expr {
  const stored = field.metadata?.['sql.default']
  // Written by CREATE TABLE as the JSON of an Expr of the column's type.
  if (stored !== undefined) return JSON.parse(stored) as Expr
  return { kind: 'literal', type: field.type, value: null }
}
