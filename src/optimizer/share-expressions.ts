/**
 * Computes what a node says twice once, in a projection below it.
 *
 *     Aggregate: aggregates=[sum(t.a * t.b), max(t.a * t.b)]      Aggregate: aggregates=[sum(a * b), max(a * b)]
 *     --Scan: t                                               =>  --Projection: t.a, t.b, t.a * t.b
 *                                                                 ----Scan: t
 */
import type { Expr } from '../expr/expr.ts'
import { formatExpr } from '../expr/format-expr.ts'
import { isConstant } from '../expr/is-constant.ts'
import { mapExpr } from '../expr/map-expr.ts'
import type { LogicalPlan } from '../logical/logical-plan.ts'
import { projectionNode } from '../logical/nodes/projection-node.ts'
import { outputColumns } from '../logical/output-columns.ts'
import { mapPlanExprs, planExprs } from '../logical/plan-exprs.ts'
import { isVolatile } from './is-volatile.ts'
import type { OptimizerRule, RuleContext } from './optimizer-rule.ts'
import { repeatedExpressions } from './sharing/repeated-expressions.ts'

export const shareExpressions: OptimizerRule = {
  name: 'share_expressions',
  order: 'bottom-up',
  rewrite(node, context) {
    if (node.kind !== 'projection' && node.kind !== 'aggregate') return node
    // Without rows below, and over one row, there is nothing to save.
    if (node.input.kind === 'values') return node
    // One place at least is computed for every row, so that nothing fails, and little is computed, that was not before.
    const shared = repeatedExpressions(planExprs(node)).filter(({ expr, isAlwaysComputed }) => {
      return isAlwaysComputed && isWorthAColumn(expr) && !isVolatile(expr, context.functions)
    })
    return shared.length === 0 ? node : share(node, shared, context)
  },
}

/** Arithmetic, functions, patterns and CASE; to compare or cast once more costs no more than to keep a column. */
function isWorthAColumn(expr: Expr): boolean {
  const { kind } = expr
  return (kind === 'arithmetic' || kind === 'call' || kind === 'like' || kind === 'case') && !isConstant(expr)
}

interface Shared {
  readonly expr: Expr
  /** All places where it stands. */
  readonly places: ReadonlySet<Expr>
}

function share(
  node: LogicalPlan & { readonly kind: 'projection' | 'aggregate' },
  shared: readonly Shared[],
  { ids }: RuleContext,
): LogicalPlan {
  const passed = outputColumns(node.input)
  const names = new Set(passed.map(({ name }) => name))
  const computed = shared.map(({ expr }) => ({ expr, name: freeName(formatExpr(expr), names) }))
  const input = projectionNode([...passed.map(column => ({ expr: column, name: column.name })), ...computed], node.input, ids)
  const columns = outputColumns(input).slice(passed.length)
  const columnAt = new Map<Expr, Expr>()
  // One column for each of them.
  for (const [i, { places }] of shared.entries()) for (const place of places) columnAt.set(place, columns[i]!)
  return { ...node, ...mapPlanExprs({ ...node, input }, expr => mapExpr(expr, inner => columnAt.get(inner) ?? inner)) }
}

/** Steps of a fragment find columns by name. */
function freeName(name: string, names: Set<string>): string {
  let free = name
  for (let n = 2; names.has(free); n++) free = `${name} #${n}`
  names.add(free)
  return free
}
