/** Joins the subqueries of expressions with the rows that these are evaluated for: each becomes columns. */
import { childrenOf } from '../../expr/children-of.ts'
import { comparison } from '../../expr/comparison.ts'
import type { Expr } from '../../expr/expr.ts'
import { mapChildren } from '../../expr/map-expr.ts'
import type { LogicalPlan } from '../../logical/logical-plan.ts'
import { outputColumns } from '../../logical/output-columns.ts'
import { correlatedJoin } from '../decorrelate/correlated-join.ts'
import type { BindState } from './bind-state.ts'
import type { SubqueryExpr } from './subquery-expr.ts'

export interface Joined {
  readonly plan: LogicalPlan
  readonly rewrite: (expr: Expr) => Expr
}

export function joinSubqueries(exprs: readonly Expr[], input: LogicalPlan, state: BindState): Joined {
  const subqueries: SubqueryExpr[] = []
  for (const expr of exprs) collectSubqueries(expr, subqueries)
  if (subqueries.length === 0) return { plan: input, rewrite: expr => expr }
  const columns = new Map<number, readonly Expr[]>()
  const rewrite = (expr: Expr): Expr => {
    const found = expr.kind === 'subquery' ? columns.get(expr.id)?.[expr.column] : undefined
    return found ?? mapChildren(expr, rewrite)
  }
  let plan = input
  for (const subquery of subqueries) {
    // The operand of one may hold another, which came before it.
    const joined = joinOne({ ...subquery, args: subquery.args.map(rewrite) }, plan, state)
    columns.set(subquery.id, joined.columns)
    plan = joined.plan
  }
  return { plan, rewrite }
}

/** Those inside first; each once, however many of its columns are used. */
function collectSubqueries(expr: Expr, into: SubqueryExpr[]): void {
  for (const child of childrenOf(expr)) collectSubqueries(child, into)
  if (expr.kind === 'subquery' && !into.some(known => known.id === expr.id)) into.push(expr)
}

function joinOne(
  subquery: SubqueryExpr,
  input: LogicalPlan,
  state: BindState,
): { readonly plan: LogicalPlan; readonly columns: readonly Expr[] } {
  const bound = state.subqueries.get(subquery.id)
  if (!bound) return { plan: input, columns: [] }
  const columns = outputColumns(bound.plan)
  const [operand] = subquery.args
  const matching = bound.gives === 'match'
  const args = matching ? subquery.args.slice(1) : subquery.args
  const outer = new Map(bound.used.map((column, i) => [column.id, args[i] ?? column]))
  const condition = matching && operand && columns[0] ? comparison('=', { left: operand, right: columns[0] }) : undefined
  const plan = correlatedJoin({ joinType: 'left', left: input, right: bound.plan, outer, condition }, state)
  return { plan, columns }
}
