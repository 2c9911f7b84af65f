/**
 * A scalar subquery that aggregates the rows with equal keys becomes an aggregate by those keys and a left join:
 *
 *     (SELECT max(g.x) FROM g WHERE g.k = t.k)   =>   LeftJoin: on=[t.k = g.k]
 *                                                     --…
 *                                                     --Aggregate: group_by=[g.k], aggregates=[max(g.x)]
 */
import { canFail } from '../../expr/can-fail.ts'
import { columnsOf } from '../../expr/columns-of.ts'
import type { Expr } from '../../expr/expr.ts'
import { sameExpr } from '../../expr/same-expr.ts'
import type { JoinKeys, LogicalPlan } from '../../logical/logical-plan.ts'
import type { NodeOf } from '../../logical/node-of.ts'
import { aggregateNode } from '../../logical/nodes/aggregate-node.ts'
import { joinNode } from '../../logical/nodes/join-node.ts'
import { outputColumns } from '../../logical/output-columns.ts'
import type { CorrelatedJoin, JoinContext } from './correlation.ts'
import { orEmptyValue } from './empty-value.ts'
import { exprRefersTo } from './outer-columns.ts'
import { pullUp } from './pull-up.ts'
import { type OuterValues, replaceOuter } from './replace-outer.ts'

export function joinAggregate(
  { left, right, outer }: Pick<CorrelatedJoin, 'left' | 'right' | 'outer'>,
  { ids, functions }: JoinContext,
): LogicalPlan | undefined {
  const { projections, aggregate } = aggregateUnder(right, outer)
  if (!aggregate || aggregate.aggregates.some(expr => exprRefersTo(expr, outer) || failsOfSome(expr))) return undefined
  const pulled = pullUp(aggregate.input, outer, 'rows')
  const pairs = pulled?.predicates.map(predicate => equalKeys(predicate, outer))
  if (!pulled || !pairs?.every(pair => pair !== undefined)) return undefined
  // Each key once, however often the conditions name it.
  const keys: Expr[] = []
  for (const { right: key } of pairs) if (!keys.some(known => sameExpr(known, key))) keys.push(key)
  const grouped = aggregateNode({ keys, aggregates: aggregate.aggregates }, pulled.plan, ids)
  const fresh: LogicalPlan = { ...grouped, ids: grouped.ids.map(() => ids.next()) }
  const columns = outputColumns(fresh)
  // The keys come first, and every pair has its key among them.
  const on = pairs.map((pair): JoinKeys => ({ left: pair.left, right: columns[keys.findIndex(key => sameExpr(key, pair.right))]! }))
  const joined = joinNode({ joinType: 'left', on, left, right: fresh })
  const results = columns.slice(keys.length).map((column, i) => orEmptyValue(column, aggregate.aggregates[i]!, functions))
  let plan = beside(left, { exprs: results, like: aggregate }, joined)
  for (const projection of projections) plan = beside(left, { exprs: projection.exprs, like: projection }, plan)
  return plan
}

/** Projections above the aggregate, the lowest first. */
function aggregateUnder(
  plan: LogicalPlan,
  outer: OuterValues,
): { readonly projections: readonly NodeOf<'projection'>[]; readonly aggregate?: NodeOf<'aggregate'> } {
  const projections: NodeOf<'projection'>[] = []
  let node = plan
  while (node.kind === 'projection' && !node.exprs.some(expr => exprRefersTo(expr, outer))) {
    projections.unshift(node)
    node = node.input
  }
  const scalar = node.kind === 'aggregate' && node.groupingSets.length === 1 && node.groupingSets[0]?.length === 0
  return scalar && node.kind === 'aggregate' ? { projections, aggregate: node } : { projections }
}

/** It would fail for keys that no left row has. */
function failsOfSome(aggregate: Expr): boolean {
  return aggregate.kind === 'aggregate' && (aggregate.name === 'single_value' || aggregate.args.some(canFail))
}

/** The outer side, over the left plan, and the inner side of an equality. */
function equalKeys(predicate: Expr, outer: OuterValues): JoinKeys | undefined {
  if (predicate.kind !== 'compare' || predicate.op !== '=' || canFail(replaceOuter(predicate, outer))) return undefined
  for (const [a, b] of [
    [predicate.left, predicate.right],
    [predicate.right, predicate.left],
  ] as const) {
    const isOuter = exprRefersTo(a, outer) && columnsOf(a).length === 0
    if (isOuter && !exprRefersTo(b, outer) && columnsOf(b).length > 0) return { left: replaceOuter(a, outer), right: b }
  }
  return undefined
}

/** The left columns, and expressions under the ids of `like`. */
function beside(
  left: LogicalPlan,
  of: { readonly exprs: readonly Expr[]; readonly like: Pick<LogicalPlan, 'schema' | 'ids'> },
  input: LogicalPlan,
): LogicalPlan {
  return {
    kind: 'projection',
    exprs: [...outputColumns(left), ...of.exprs],
    input,
    schema: { ...left.schema, fields: [...left.schema.fields, ...of.like.schema.fields.map(field => ({ ...field, nullable: true }))] },
    ids: [...left.ids, ...of.like.ids],
  }
}
