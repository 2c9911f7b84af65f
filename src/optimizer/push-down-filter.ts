/**
 * Moves each conjunct of a filter as near to the rows as it can go: into the scan where the table applies it exactly, else above it.
 *
 *     Filter: v.start > 5 AND g.name = 'x'             InnerJoin: on=[v.id = g.id]
 *     --InnerJoin: on=[v.id = g.id]               =>   --Scan: v filters=[v.start > 5]
 *     ----Scan: v                                      --Scan: g filters=[g.name = 'x']
 *     ----Scan: g
 *
 * A conjunct that can fail stays behind those that stood left of it, and above joins: it must not meet rows that they remove.
 */
import type { Expr } from '../expr/expr.ts'
import { splitConjunction } from '../expr/split-conjunction.ts'
import type { LogicalPlan } from '../logical/logical-plan.ts'
import { planInputs } from '../logical/plan-inputs.ts'
import { withInputs } from '../logical/with-inputs.ts'
import { isConstantFalse } from './filter/constant-conjuncts.ts'
import { distribute, type FilterSplit } from './filter/filter-split.ts'
import { filtersOnAggregate } from './filter/filters-on-aggregate.ts'
import { filtersOnDepth } from './filter/filters-on-depth.ts'
import { filtersOnJoin, residualOfJoin } from './filter/filters-on-join.ts'
import { filtersOnProjection } from './filter/filters-on-projection.ts'
import { filtersOnRangeOperation } from './filter/filters-on-range-operation.ts'
import { filtersOnScan } from './filter/filters-on-scan.ts'
import { filtersOnUnion } from './filter/filters-on-union.ts'
import { filtersOnWindow } from './filter/filters-on-window.ts'
import { withFilter } from './filter/with-filter.ts'
import { isVolatile } from './is-volatile.ts'
import type { OptimizerRule, RuleContext } from './optimizer-rule.ts'

export const pushDownFilter: OptimizerRule = {
  name: 'push_down_filter',
  order: 'whole-plan',
  rewrite: (plan, context) => push(plan, [], context),
}

/** The plan with the conjuncts applied, wherever in it. */
function push(plan: LogicalPlan, conjuncts: readonly Expr[], context: RuleContext): LogicalPlan {
  if (plan.kind === 'filter') return pushFilter(plan, conjuncts, context)
  if (plan.kind === 'scan') return withFilter(filtersOnScan(plan, conjuncts))
  const { moving, staying } = withoutVolatile(conjuncts, context)
  const split = splitAt(plan, moving, context)
  const inputs = planInputs(split.node).map((input, i) => push(input, split.below[i] ?? [], context))
  return withFilter({
    node: withInputs(split.node, inputs),
    kept: staying.length === 0 ? split.kept : inOrder(conjuncts, [...staying, ...split.kept]),
  })
}

/** What is another value each time is evaluated as often as it was written to be: once for each row that comes here. */
function withoutVolatile(
  conjuncts: readonly Expr[],
  { functions }: RuleContext,
): { readonly moving: readonly Expr[]; readonly staying: readonly Expr[] } {
  if (!conjuncts.some(conjunct => isVolatile(conjunct, functions))) return { moving: conjuncts, staying: [] }
  const { moved, kept } = distribute(conjuncts, conjunct => (isVolatile(conjunct, functions) ? undefined : 'below'), 'node-keeps-rows')
  return { moving: moved.map(({ conjunct }) => conjunct), staying: kept }
}

function inOrder(all: readonly Expr[], some: readonly Expr[]): readonly Expr[] {
  return all.filter(conjunct => some.includes(conjunct))
}

function pushFilter(filter: LogicalPlan & { readonly kind: 'filter' }, above: readonly Expr[], context: RuleContext): LogicalPlan {
  const conjuncts = [...splitConjunction(filter.predicate), ...above]
  // A filter that lets nothing pass stays where it is: another rule removes what is under it.
  if (above.length === 0 && isConstantFalse(filter.predicate)) return filter
  const pushed = push(filter.input, conjuncts, context)
  const same = above.length === 0 && pushed.kind === 'filter' && pushed.input === filter.input
  // Everything came back and nothing below changed.
  return same && splitConjunction(pushed.predicate).length === conjuncts.length ? filter : pushed
}

function splitAt(plan: LogicalPlan, conjuncts: readonly Expr[], context: RuleContext): FilterSplit {
  switch (plan.kind) {
    case 'projection':
      return filtersOnProjection(plan, conjuncts, context)
    case 'aggregate':
      return filtersOnAggregate(plan, conjuncts)
    case 'join':
    case 'interval-join':
      return filtersOnJoin(residualOfJoin(plan), conjuncts)
    case 'range-operation':
      return filtersOnRangeOperation(plan, conjuncts)
    case 'depth':
      return filtersOnDepth(plan, conjuncts)
    case 'set-operation':
      return filtersOnUnion(plan, conjuncts)
    case 'window':
      return filtersOnWindow(plan, conjuncts)
    case 'sort':
      // Which rows come first depends on all of them.
      return plan.fetch === undefined ? { node: plan, below: [conjuncts], kept: [] } : { node: plan, below: [], kept: conjuncts }
    case 'distinct':
      return plan.on ? { node: plan, below: [], kept: conjuncts } : { node: plan, below: [conjuncts], kept: [] }
    default:
      return { node: plan, below: [], kept: conjuncts }
  }
}
