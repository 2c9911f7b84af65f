/** UPDATE and DELETE on memory tables: a plan of all rows of the table as they are afterwards, each with whether it was changed or is to go. */
import type { Field } from '../../columnar/data-type.ts'
import type { Expr } from '../../expr/expr.ts'
import { projectionNode } from '../../logical/nodes/projection-node.ts'
import { outputColumns } from '../../logical/output-columns.ts'
import type { Expression } from '../ast/expression.ts'
import type { Identifier, QualifiedName } from '../ast/identifier.ts'
import type { Query, TableReference } from '../ast/query.ts'
import type { Span } from '../ast/span.ts'
import type { Statement } from '../ast/statement.ts'
import type { BoundStatement } from '../bound-statement.ts'
import { assignedValue, defaultOf } from './assigned-value.ts'
import { bindCondition } from './bind-condition.ts'
import { bindExpression } from './bind-expression.ts'
import { bindReturning } from './bind-returning.ts'
import type { BindState } from './bind-state.ts'
import { findTable, planOfSource, tableName } from './bind-table.ts'
import type { ExpressionContext } from './expression-context.ts'
import { findField } from './find-field.ts'
import { joinSubqueries } from './join-subqueries.ts'
import { planError } from './plan-error.ts'
import { prepareSubqueries } from './prepare-subqueries.ts'
import { withRowIds } from './row-ids.ts'
import { scopeOf } from './scope.ts'

type Update = Extract<Statement, { readonly kind: 'update' }>
type Delete = Extract<Statement, { readonly kind: 'delete' }>
type BoundChange = Extract<BoundStatement, { readonly kind: 'update' | 'delete' }>

export function bindUpdate(statement: Update, state: BindState): Promise<BoundChange> {
  const { from, where, assignments } = statement
  if (from.length === 0) return bindChange(statement, { where, assignments }, state)
  // The first row of FROM that fits gives the values.
  const found = (item: Expression): Query => selection({ from, where, item, limited: 'one-row' }, statement.span)
  const joined = assignments.map(({ column, value }) => {
    const query = found(value)
    return { column, value: value.kind === 'default' ? value : ({ kind: 'subquery', query, span: value.span } as const) }
  })
  return bindChange(
    statement,
    { where: { kind: 'exists', query: found(one(statement.span)), span: statement.span }, assignments: joined },
    state,
  )
}

export function bindDelete(statement: Delete, state: BindState): Promise<BoundChange> {
  const { using, where, span } = statement
  if (using.length === 0) return bindChange(statement, { where, assignments: [] }, state)
  const query = selection({ from: using, where, item: one(span), limited: 'all-rows' }, span)
  return bindChange(statement, { where: { kind: 'exists', query, span }, assignments: [] }, state)
}

interface Change {
  readonly where: Expression | undefined
  readonly assignments: Update['assignments']
}

async function bindChange(statement: Update | Delete, { where, assignments }: Change, state: BindState): Promise<BoundChange> {
  const { table, provider, plan, own, context } = await changedTable(statement, state)
  const assigned = valuesByColumn(assignments, provider.schema.fields)
  await prepareSubqueries([where, ...assignments.map(assignment => assignment.value)], context)
  const condition = isTrue(where, context)
  const columns = outputColumns(plan)
    .slice(0, provider.schema.fields.length)
    .map((column, i) => {
      const field = provider.schema.fields[i]
      const value = field && assigned.get(field)
      return { name: column.name, expr: value ? updated(column, { value, field, condition, context }) : column }
    })
  const exprs = [...columns, { name: 'changed', expr: condition }]
  const joined = joinSubqueries(
    exprs.map(column => column.expr),
    plan,
    state,
  )
  const rows = projectionNode(
    exprs.map(({ name, expr }) => ({ name, expr: joined.rewrite(expr) })),
    joined.plan,
    state.ids,
  )
  const returning = await bindReturning(statement.returning, { provider, table, own }, state)
  return { kind: statement.kind, table, provider, plan: rows, ...(returning && { returning }) }
}

async function changedTable(
  statement: { readonly kind: string; readonly table: QualifiedName; readonly alias?: Identifier },
  state: BindState,
) {
  const table = tableName(statement.table)
  const provider = await findTable(statement.table, state)
  if (!('insert' in provider) || !provider.insert) {
    throw planError(`"${table}" cannot be changed: ${statement.kind.toUpperCase()} is for memory tables.`, statement.table.span)
  }
  const scan = planOfSource(provider, { table, alias: undefined, state })
  const own = statement.alias?.name ?? statement.table.parts.at(-1)?.name
  const { plan, scope } = withRowIds({ plan: scan, scope: scopeOf(scan, own) }, own ?? table, state)
  const context: ExpressionContext = {
    state,
    scope,
    clause: statement.kind.toUpperCase(),
    aggregates: 'forbidden',
    aliases: [],
  }
  return { table, provider, plan, own, context }
}

/** Never NULL, so that a row is either changed or not. */
function isTrue(where: Expression | undefined, context: ExpressionContext): Expr {
  if (!where) return { kind: 'literal', type: { kind: 'boolean' }, value: true }
  const condition = bindCondition(where, context, 'WHERE')
  const no: Expr = { kind: 'literal', type: { kind: 'boolean' }, value: false }
  const yes: Expr = { kind: 'literal', type: { kind: 'boolean' }, value: true }
  return { kind: 'case', branches: [{ when: condition, then: yes }], otherwise: no }
}

function valuesByColumn(assignments: Update['assignments'], fields: readonly Field[]): ReadonlyMap<Field, Expression> {
  const assigned = new Map<Field, Expression>()
  for (const { column: name, value } of assignments) {
    const field = findField(name, fields)
    if (assigned.has(field)) throw planError(`Column "${name.name}" stands twice in SET.`, name.span)
    assigned.set(field, value)
  }
  return assigned
}

/** The new value where the condition holds: it is computed for no other row. */
function updated(
  column: Expr,
  to: { readonly value: Expression; readonly field: Field; readonly condition: Expr; readonly context: ExpressionContext },
): Expr {
  const { value, field, condition, context } = to
  const place = { gives: 'SET gives', span: value.span }
  const fitted = value.kind === 'default' ? defaultOf(field) : assignedValue(bindExpression(value, context), field, place)
  return { kind: 'case', branches: [{ when: condition, then: fitted }], otherwise: column }
}

/** SELECT item FROM … WHERE …, in which the columns of the changed table are those of an outer query. */
function selection(
  {
    from,
    where,
    item,
    limited,
  }: {
    readonly from: readonly TableReference[]
    readonly where: Expression | undefined
    readonly item: Expression
    readonly limited: 'one-row' | 'all-rows'
  },
  span: Span,
): Query {
  const none = { distinct: false, distinctOn: [], groupBy: [], windows: [] } as const
  return {
    kind: 'query',
    with: [],
    recursive: false,
    body: { kind: 'select', ...none, items: [{ expression: item, span: item.span }], from, ...(where && { where }), span },
    orderBy: [],
    ...(limited === 'one-row' && { limit: one(span) }),
    span,
  }
}

function one(span: Span): Expression {
  return { kind: 'number', text: '1', span }
}
