/** CREATE TABLE with columns, or AS query. */
import type { Field } from '../../columnar/data-type.ts'
import type { Schema } from '../../columnar/schema.ts'
import { castTo } from '../../expr/cast-to.ts'
import { projectionNode } from '../../logical/nodes/projection-node.ts'
import { outputColumns } from '../../logical/output-columns.ts'
import type { ColumnDefinition, Statement } from '../ast/statement.ts'
import type { BoundCreateTable } from '../bound-statement.ts'
import { assignedValue } from './assigned-value.ts'
import { bindCondition } from './bind-condition.ts'
import { bindExpression } from './bind-expression.ts'
import type { BindState } from './bind-state.ts'
import { tableName } from './bind-table.ts'
import { bindType } from './bind-type.ts'
import { constantContext, type ExpressionContext } from './expression-context.ts'
import { expressionText } from './expression-text.ts'
import { planError } from './plan-error.ts'
import { scopeOf } from './scope.ts'

type CreateTable = Extract<Statement, { readonly kind: 'create-table' }>

export async function bindCreateTable(statement: CreateTable, state: BindState): Promise<BoundCreateTable> {
  const { kind, orReplace, ifNotExists, temporary, query, columns } = statement
  const name = tableName(statement.name)
  const common = { kind, name, orReplace, ifNotExists, temporary } as const
  if (columns.length > 0) return { ...common, ...(await bindDefinition(statement, state)) }
  if (!query) return { ...common, schema: { fields: [] }, keys: [], checks: [] }
  const plan = await state.bindQuery(query, state)
  rejectRepeated(
    plan.schema.fields.map(field => field.name),
    statement,
  )
  return { ...common, schema: plan.schema, keys: [], checks: [], plan }
}

/** Declared columns, and with AS query its columns brought to their types. */
async function bindDefinition(
  statement: CreateTable,
  state: BindState,
): Promise<Pick<BoundCreateTable, 'schema' | 'keys' | 'checks' | 'plan'>> {
  const { query, columns } = statement
  const schema = definedSchema(columns, state)
  const definition = { schema, keys: keysOf(statement), checks: checksOf(statement, schema, state) }
  if (!query) return definition
  const source = await state.bindQuery(query, state)
  const given = outputColumns(source)
  if (given.length !== columns.length) {
    throw planError(`CREATE TABLE names ${columns.length} columns, but the query gives ${given.length}.`, query.span)
  }
  const place = { gives: 'the query gives', span: query.span }
  // As many fields as columns: checked above.
  const exprs = given.map((expr, i) => ({ expr: assignedValue(expr, schema.fields[i]!, place), name: schema.fields[i]!.name }))
  return { ...definition, plan: projectionNode(exprs, source, state.ids) }
}

/** Conditions over the row that is to be written: column ids are places in the table. */
function checksOf({ columns, constraints }: CreateTable, schema: Schema, state: BindState): BoundCreateTable['checks'] {
  const conditions = [
    ...columns.flatMap(column => column.checks),
    ...constraints.flatMap(constraint => (constraint.kind === 'check' ? [constraint.condition] : [])),
  ]
  const scope = scopeOf({ schema, ids: [...schema.fields.keys()] }, undefined)
  const context: ExpressionContext = { state, scope, clause: 'CHECK', aggregates: 'forbidden', aliases: [] }
  return conditions.map(condition => ({ text: expressionText(condition), condition: bindCondition(condition, context, 'CHECK') }))
}

function definedSchema(columns: readonly ColumnDefinition[], state: BindState): Schema {
  const seen = new Set<string>()
  const fields = columns.map((column): Field => {
    const key = column.name.name.toLowerCase()
    if (seen.has(key)) throw planError(`Column "${column.name.name}" stands twice in CREATE TABLE.`, column.name.span)
    seen.add(key)
    const type = bindType(column.type)
    const metadata = column.default ? { metadata: { 'sql.default': defaultExpr(column.default, type, state) } } : {}
    return { name: column.name.name, type, nullable: !(column.notNull || column.primaryKey), ...metadata }
  })
  return { fields }
}

function defaultExpr(expression: NonNullable<ColumnDefinition['default']>, type: Field['type'], state: BindState): string {
  const expr = bindExpression(expression, constantContext(state, 'DEFAULT'))
  return JSON.stringify(castTo(expr, type, expression.span.start))
}

function keysOf({ columns, constraints }: CreateTable): BoundCreateTable['keys'] {
  const ofColumns = columns.flatMap(column => {
    if (!column.primaryKey && !column.unique) return []
    return [{ kind: column.primaryKey ? ('primary-key' as const) : ('unique' as const), columns: [column.name.name] }]
  })
  const names = new Map(columns.map(column => [column.name.name.toLowerCase(), column.name.name]))
  const ofTable = constraints.flatMap(constraint => {
    if (constraint.kind === 'check') return []
    const keyColumns = constraint.columns.map(({ name, span }) => {
      const known = names.get(name.toLowerCase())
      if (known === undefined) throw planError(`Column "${name}" of the constraint is not a column of the table.`, span)
      return known
    })
    return [{ kind: constraint.kind, columns: keyColumns }]
  })
  return [...ofColumns, ...ofTable]
}

/** Column names of one table are unique: filters next to a reader find columns by name. */
function rejectRepeated(names: readonly string[], { query, span }: CreateTable): void {
  const seen = new Set<string>()
  for (const name of names) {
    if (seen.has(name)) throw planError(`The query gives two columns "${name}". Name one of them with AS.`, query?.span ?? span)
    seen.add(name)
  }
}
