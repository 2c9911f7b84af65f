/**
 * Removes columns that nobody reads, down to the scans. A column that only a scan's own filters read is not read from it.
 *
 *     Aggregate: aggregates=[count(*)]                         Aggregate: aggregates=[count(*)]
 *     --Scan: v projection=[chrom, start, …], filters=[…]  =>  --Scan: v projection=[], filters=[…]
 */
import type { LogicalPlan } from '../logical/logical-plan.ts'
import { keepColumns } from '../logical/nodes/keep-columns.ts'
import { projectionNode } from '../logical/nodes/projection-node.ts'
import { outputColumns } from '../logical/output-columns.ts'
import { planExprs } from '../logical/plan-exprs.ts'
import { planInputs } from '../logical/plan-inputs.ts'
import { withInputs } from '../logical/with-inputs.ts'
import { NeededColumns } from './columns/needed-columns.ts'
import { pruneScan } from './columns/prune-scan.ts'
import { retypeColumns } from './columns/retype-columns.ts'
import type { OptimizerRule, RuleContext } from './optimizer-rule.ts'

export const pruneColumns: OptimizerRule = {
  name: 'prune_columns',
  order: 'whole-plan',
  rewrite: (plan, context) => prune(plan, NeededColumns.all(plan.ids), context),
}

/** The plan with at least the needed columns, in the order in which it had them. */
function prune(plan: LogicalPlan, needed: NeededColumns, context: RuleContext): LogicalPlan {
  switch (plan.kind) {
    case 'scan':
      return pruneScan(plan, needed)
    case 'values':
      return pruneValues(plan, needed)
    case 'projection':
      return pruneProjection(plan, needed, context)
    case 'aggregate':
      return pruneAggregate(plan, needed, context)
    case 'window':
      return pruneWindow(plan, needed, context)
    case 'filter':
    case 'sort':
    case 'limit':
    case 'join':
    case 'dependent-join':
      return pruneInputs(plan, needed.with(planExprs(plan)), context)
    case 'interval-join':
      return pruneIntervalJoin(plan, needed, context)
    case 'range-operation':
      return pruneRangeOperation(plan, needed, context)
    case 'depth':
      return pruneInputs(plan, new NeededColumns().with(planExprs(plan)), context)
    case 'distinct':
      // Without ON every column says which rows are equal.
      return pruneInputs(plan, plan.on ? needed.with(plan.on) : NeededColumns.all(plan.ids), context)
    case 'set-operation':
      return plan.operation === 'union' && plan.all ? pruneUnion(plan, needed, context) : pruneNothing(plan, context)
    default:
      return pruneNothing(plan, context)
  }
}

function pruneInputs(plan: LogicalPlan, needed: NeededColumns, context: RuleContext): LogicalPlan {
  const inputs = planInputs(plan)
  const pruned = inputs.map(input => prune(input, needed, context))
  if (pruned.every((input, i) => input === inputs[i])) return plan
  return retypeColumns(withInputs(plan, pruned))
}

/** Its keys and positions are read below it, but need not come out. */
function pruneIntervalJoin(
  plan: LogicalPlan & { readonly kind: 'interval-join' },
  needed: NeededColumns,
  context: RuleContext,
): LogicalPlan {
  const pruned = pruneInputs(plan, needed.with(planExprs(plan)), context)
  return pruned.kind === 'interval-join' ? keepColumns(pruned, id => needed.has(id)) : pruned
}

/** All columns of the inputs are read; what is below them may still be pruned. */
function pruneNothing(plan: LogicalPlan, context: RuleContext): LogicalPlan {
  return withInputs(
    plan,
    planInputs(plan).map(input => prune(input, NeededColumns.all(input.ids), context)),
  )
}

function pruneValues(plan: LogicalPlan & { readonly kind: 'values' }, needed: NeededColumns): LogicalPlan {
  const kept = keptPositions(plan.ids, needed)
  if (kept.length === plan.ids.length) return plan
  return { ...plan, ...outputsAt(plan, kept), rows: plan.rows.map(row => at(row, kept)) }
}

function pruneProjection(plan: LogicalPlan & { readonly kind: 'projection' }, needed: NeededColumns, context: RuleContext): LogicalPlan {
  const kept = keptPositions(plan.ids, needed)
  const narrowed = kept.length === plan.ids.length ? plan : { ...plan, ...outputsAt(plan, kept), exprs: at(plan.exprs, kept) }
  const below = new NeededColumns()
  for (const [i, expr] of narrowed.exprs.entries()) {
    const use = needed.use(narrowed.ids[i]!)
    // A struct that only passes is needed for what is read of it above.
    if (expr.kind === 'column' && use !== undefined) below.add(expr.id, use)
    else below.addExpr(expr)
  }
  return pruneInputs(narrowed, below, context)
}

function pruneAggregate(plan: LogicalPlan & { readonly kind: 'aggregate' }, needed: NeededColumns, context: RuleContext): LogicalPlan {
  const keys = plan.ids.length - plan.aggregates.length
  // Every key says which rows form a group; without keys one aggregate stays, to be the one row.
  const kept = plan.ids.map((_, i) => i).filter(i => i < keys || needed.has(plan.ids[i]!) || (keys === 0 && plan.ids.length === 1))
  const positions = kept.length === 0 && plan.ids.length > 0 ? [0] : kept
  const aggregates = positions.filter(i => i >= keys).map(i => plan.aggregates[i - keys]!)
  const narrowed = positions.length === plan.ids.length ? plan : { ...plan, ...outputsAt(plan, positions), aggregates }
  return pruneInputs(narrowed, new NeededColumns().with(planExprs(narrowed)), context)
}

function pruneWindow(plan: LogicalPlan & { readonly kind: 'window' }, needed: NeededColumns, context: RuleContext): LogicalPlan {
  const width = plan.input.ids.length
  const kept = plan.windows.map((_, i) => i).filter(i => needed.has(plan.ids[width + i]!))
  if (kept.length === 0) return prune(plan.input, needed, context)
  const positions = [...plan.input.ids.map((_, i) => i), ...kept.map(i => width + i)]
  const narrowed = kept.length === plan.windows.length ? plan : { ...plan, ...outputsAt(plan, positions), windows: at(plan.windows, kept) }
  return pruneInputs(narrowed, needed.with(planExprs(narrowed)), context)
}

/** Columns that pass are read if somebody above reads them; the operation itself reads keys and positions, and makes all of its own columns. */
function pruneRangeOperation(
  plan: LogicalPlan & { readonly kind: 'range-operation' },
  needed: NeededColumns,
  context: RuleContext,
): LogicalPlan {
  const passing = new Set(plan.inputs.flatMap(input => input.ids))
  const below = needed.with(planExprs(plan))
  const inputs = plan.inputs.map(input => prune(input, below, context))
  const left = new Set(inputs.flatMap(input => input.ids))
  const kept = plan.ids.map((_, i) => i).filter(i => !passing.has(plan.ids[i]!) || left.has(plan.ids[i]!))
  if (kept.length === plan.ids.length) return withInputs(plan, inputs)
  return withInputs({ ...plan, ...outputsAt(plan, kept) }, inputs)
}

/** Inputs match by position, so each gives exactly the columns that are kept. */
function pruneUnion(plan: LogicalPlan & { readonly kind: 'set-operation' }, needed: NeededColumns, context: RuleContext): LogicalPlan {
  const kept = keptPositions(plan.ids, needed)
  const inputs = plan.inputs.map(input => {
    const wanted = at(input.ids, kept)
    const pruned = prune(input, NeededColumns.all(wanted), context)
    if (pruned.ids.length === wanted.length) return pruned
    const columns = new Map(outputColumns(pruned).map(column => [column.id, column]))
    const projected = wanted.map(id => columns.get(id)!).map(expr => ({ expr, name: expr.name }))
    return projectionNode(projected, pruned, context.ids)
  })
  const narrowed = kept.length === plan.ids.length ? plan : { ...plan, ...outputsAt(plan, kept) }
  return withInputs(narrowed, inputs)
}

function keptPositions(ids: readonly number[], needed: NeededColumns): readonly number[] {
  return ids.map((_, i) => i).filter(i => needed.has(ids[i]!))
}

/** The callers' positions come from the list itself. */
function at<T>(items: readonly T[], positions: readonly number[]): readonly T[] {
  return positions.map(position => items[position]!)
}

function outputsAt(plan: LogicalPlan, positions: readonly number[]): Pick<LogicalPlan, 'schema' | 'ids'> {
  return { schema: { ...plan.schema, fields: at(plan.schema.fields, positions) }, ids: at(plan.ids, positions) }
}
