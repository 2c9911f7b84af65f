/** UPDATE and DELETE on memory tables: a plan of the rows that the table has afterwards. */
import { castTo } from '../../expr/cast-to.ts'
import { canCastImplicitly, isNumeric } from '../../expr/coercion.ts'
import type { Expr } from '../../expr/expr.ts'
import { sqlTypeName } from '../../expr/sql-type-name.ts'
import { typeOf } from '../../expr/type-of.ts'
import type { LogicalPlan } from '../../logical/logical-plan.ts'
import { filterNode } from '../../logical/nodes/filter-node.ts'
import { limitNode } from '../../logical/nodes/limit-node.ts'
import { projectionNode } from '../../logical/nodes/projection-node.ts'
import { outputColumns } from '../../logical/output-columns.ts'
import type { Expression } from '../ast/expression.ts'
import type { Identifier, QualifiedName } from '../ast/identifier.ts'
import type { Statement } from '../ast/statement.ts'
import type { BoundStatement } from '../bound-statement.ts'
import { bindCondition } from './bind-condition.ts'
import { bindExpression } from './bind-expression.ts'
import type { BindState } from './bind-state.ts'
import { findTable, planOfSource, tableName } from './bind-table.ts'
import type { ExpressionContext } from './expression-context.ts'
import { findByName } from './find-by-name.ts'
import { joinSubqueries } from './join-subqueries.ts'
import { didYouMean, planError } from './plan-error.ts'
import { prepareSubqueries } from './prepare-subqueries.ts'
import { scopeOf } from './scope.ts'

type Update = Extract<Statement, { readonly kind: 'update' }>
type Delete = Extract<Statement, { readonly kind: 'delete' }>
type BoundChange = Extract<BoundStatement, { readonly kind: 'update' | 'delete' }>

/** Behind the columns of the table stands whether the row was changed. */
export async function bindUpdate(statement: Update, state: BindState): Promise<BoundChange> {
  const { table, provider, plan, context } = await changedTable(statement, state)
  const assigned = assignments(statement, plan)
  await prepareSubqueries([statement.where, ...statement.assignments.map(assignment => assignment.value)], context)
  const condition = isTrue(statement.where, context)
  const columns = outputColumns(plan).map(column => {
    const value = assigned.get(column.id)
    return { name: column.name, expr: value ? updated(column, { value, condition, context }) : column }
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
  return { kind: 'update', table, provider, plan: rows }
}

export async function bindDelete(statement: Delete, state: BindState): Promise<BoundChange> {
  const { table, provider, plan, context } = await changedTable(statement, state)
  if (!statement.where) return { kind: 'delete', table, provider, plan: limitNode({ skip: 0, fetch: 0 }, plan) }
  await prepareSubqueries([statement.where], context)
  const stays: Expr = { kind: 'not', operand: isTrue(statement.where, context) }
  const joined = joinSubqueries([stays], plan, state)
  const kept = filterNode(joined.rewrite(stays), joined.plan)
  const columns = outputColumns(plan).map(expr => ({ expr, name: expr.name }))
  return { kind: 'delete', table, provider, plan: projectionNode(columns, kept, state.ids) }
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
  const plan = planOfSource(provider, { table, alias: undefined, state })
  const own = statement.alias?.name ?? statement.table.parts.at(-1)?.name
  const context: ExpressionContext = {
    state,
    scope: scopeOf(plan, own),
    clause: statement.kind.toUpperCase(),
    aggregates: 'forbidden',
    aliases: [],
  }
  return { table, provider, plan, context }
}

/** Never NULL, so that a row is either changed or not. */
function isTrue(where: Expression | undefined, context: ExpressionContext): Expr {
  if (!where) return { kind: 'literal', type: { kind: 'boolean' }, value: true }
  const condition = bindCondition(where, context, 'WHERE')
  const no: Expr = { kind: 'literal', type: { kind: 'boolean' }, value: false }
  const yes: Expr = { kind: 'literal', type: { kind: 'boolean' }, value: true }
  return { kind: 'case', branches: [{ when: condition, then: yes }], otherwise: no }
}

function assignments(statement: Update, plan: LogicalPlan): ReadonlyMap<number, Expression> {
  const columns = outputColumns(plan)
  const assigned = new Map<number, Expression>()
  for (const { column: name, value } of statement.assignments) {
    const [column] = findByName(name, columns, candidate => candidate.name)
    if (!column) {
      const names = columns.map(candidate => candidate.name)
      throw planError(`Column "${name.name}" not found in the table.${didYouMean(name.name, names)}`, name.span)
    }
    if (assigned.has(column.id)) throw planError(`Column "${name.name}" stands twice in SET.`, name.span)
    assigned.set(column.id, value)
  }
  return assigned
}

/** The new value where the condition holds: it is computed for no other row. */
function updated(
  column: Expr & { readonly kind: 'column' },
  to: { readonly value: Expression; readonly condition: Expr; readonly context: ExpressionContext },
): Expr {
  const value = bindExpression(to.value, to.context)
  const from = typeOf(value)
  const open = value.kind === 'literal' && from.kind === 'utf8'
  if (!open && !canCastImplicitly(from, column.type) && !(isNumeric(from) && isNumeric(column.type))) {
    const message = `Column "${column.name}" is ${sqlTypeName(column.type)}, but SET gives ${sqlTypeName(from)}. Cast it.`
    throw planError(message, to.value.span)
  }
  const fitted = castTo(value, column.type, to.value.span.start)
  return { kind: 'case', branches: [{ when: to.condition, then: fitted }], otherwise: column }
}
