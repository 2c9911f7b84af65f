/** CREATE TABLE with columns, or AS query. */
import type { Field } from '../../columnar/data-type.ts'
import type { Schema } from '../../columnar/schema.ts'
import { castTo } from '../../expr/cast-to.ts'
import type { ColumnDefinition, Statement } from '../ast/statement.ts'
import type { BoundCreateTable } from '../bound-statement.ts'
import { bindExpression } from './bind-expression.ts'
import type { BindState } from './bind-state.ts'
import { tableName } from './bind-table.ts'
import { bindType } from './bind-type.ts'
import { constantContext } from './expression-context.ts'
import { planError } from './plan-error.ts'

type CreateTable = Extract<Statement, { readonly kind: 'create-table' }>

export async function bindCreateTable(statement: CreateTable, state: BindState): Promise<BoundCreateTable> {
  const { kind, orReplace, ifNotExists, temporary, query, columns } = statement
  const name = tableName(statement.name)
  const common = { kind, name, orReplace, ifNotExists, temporary } as const
  if (!query) return { ...common, schema: definedSchema(columns, state), keys: keysOf(statement) }
  const plan = await state.bindQuery(query, state)
  rejectRepeated(
    plan.schema.fields.map(field => field.name),
    statement,
  )
  return { ...common, schema: plan.schema, keys: [], plan }
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
  const ofTable = constraints.map(constraint => ({
    kind: constraint.kind,
    columns: constraint.columns.map(({ name, span }) => {
      const known = names.get(name.toLowerCase())
      if (known === undefined) throw planError(`Column "${name}" of the constraint is not a column of the table.`, span)
      return known
    }),
  }))
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
