/** The expressions that stand for subqueries: columns of plans that are joined with the rows later, when it is known which rows those are. */
import type { Expr } from '../../expr/expr.ts'
import type { LogicalPlan } from '../../logical/logical-plan.ts'
import type { BoundSubquery, OuterColumnExpr } from './bind-state.ts'
import type { ExpressionContext } from './expression-context.ts'

export type SubqueryExpr = Expr & { readonly kind: 'subquery' }

/** Notes the subquery; its columns as expressions of the row that it stands in. `operand` is what a 'match' compares. */
export function subqueryColumns(
  of: {
    readonly plan: LogicalPlan
    readonly used: readonly OuterColumnExpr[]
    readonly gives: BoundSubquery['gives']
    readonly operand?: Expr
  },
  context: ExpressionContext,
): readonly SubqueryExpr[] {
  const { state } = context
  const id = state.ids.next()
  const { plan, used, gives, operand } = of
  state.subqueries.set(id, { plan, used, gives })
  const args = outerArguments(used, context)
  return plan.schema.fields.map((field, column) => ({
    kind: 'subquery',
    id,
    column,
    args: operand ? [operand, ...args] : args,
    type: field.type,
  }))
}

/** What a subquery uses, seen from here: columns of this query, or of those further out. */
export function outerArguments(used: readonly OuterColumnExpr[], context: ExpressionContext): readonly Expr[] {
  const own = ownColumns(context)
  return used.map((column): Expr => {
    const { id, name, type } = column
    return own.has(id) ? { kind: 'column', id, name, type } : column
  })
}

/** Ids of the columns of this query, as opposed to those further out. */
function ownColumns(context: ExpressionContext): ReadonlySet<number> {
  const ids = new Set<number>()
  const add = (expr: Expr): void => {
    if (expr.kind === 'column') ids.add(expr.id)
    else if (expr.kind === 'case') for (const part of [expr.otherwise, ...expr.branches.map(branch => branch.then)]) if (part) add(part)
    if (expr.kind === 'cast') add(expr.operand)
  }
  for (const column of context.scope.columns) add(column.expr)
  return ids
}
