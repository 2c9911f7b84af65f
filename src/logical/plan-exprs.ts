/** The expressions of one node (not of its inputs), and the node with each replaced. */
import type { Expr, SortKey } from '../expr/expr.ts'
import type { LogicalPlan } from './logical-plan.ts'

export function planExprs(plan: LogicalPlan): readonly Expr[] {
  const exprs: Expr[] = []
  mapPlanExprs(plan, expr => {
    exprs.push(expr)
    return expr
  })
  return exprs
}

/** Schema and ids stay: the replacement gives the same types. The same object comes back when `rewrite` changed nothing. */
export function mapPlanExprs(plan: LogicalPlan, rewrite: (expr: Expr) => Expr): LogicalPlan {
  let changed = false
  const one = (expr: Expr): Expr => {
    const rewritten = rewrite(expr)
    if (rewritten !== expr) changed = true
    return rewritten
  }
  const rewritten = rewriteExprs(plan, one)
  return changed ? rewritten : plan
}

function rewriteExprs(plan: LogicalPlan, one: (expr: Expr) => Expr): LogicalPlan {
  const all = (exprs: readonly Expr[]) => exprs.map(one)
  const keys = (sortKeys: readonly SortKey[]) => sortKeys.map(key => ({ ...key, expr: one(key.expr) }))
  switch (plan.kind) {
    case 'scan':
      return { ...plan, request: { ...plan.request, filters: all(plan.request.filters) } }
    case 'values':
      return { ...plan, rows: plan.rows.map(all) }
    case 'filter':
      return { ...plan, predicate: one(plan.predicate) }
    case 'projection':
      return { ...plan, exprs: all(plan.exprs) }
    case 'aggregate':
      return { ...plan, groupingSets: plan.groupingSets.map(all), aggregates: all(plan.aggregates) }
    case 'window':
      return { ...plan, windows: all(plan.windows) }
    case 'sort':
      return { ...plan, keys: keys(plan.keys) }
    case 'distinct':
      return plan.on ? { ...plan, on: all(plan.on) } : plan
    case 'unnest':
      return { ...plan, lists: all(plan.lists) }
    case 'join': {
      const on = plan.on.map(pair => ({ ...pair, left: one(pair.left), right: one(pair.right) }))
      return { ...plan, on, ...(plan.residual && { residual: one(plan.residual) }) }
    }
    case 'dependent-join': {
      const on = plan.on.map(pair => ({ ...pair, left: one(pair.left), right: one(pair.right) }))
      return { ...plan, columns: all(plan.columns), on, ...(plan.residual && { residual: one(plan.residual) }) }
    }
    case 'interval-join': {
      const side = (columns: typeof plan.overlap.left) => ({ keys: all(columns.keys), start: one(columns.start), end: one(columns.end) })
      const overlap = { ...plan.overlap, left: side(plan.overlap.left), right: side(plan.overlap.right) }
      return { ...plan, overlap, ...(plan.residual && { residual: one(plan.residual) }) }
    }
    case 'range-operation': {
      const columns = plan.operation.columns.map(c => ({ keys: all(c.keys), start: one(c.start), end: one(c.end) }))
      const { aggregates, strand } = plan.operation
      const operation = {
        ...plan.operation,
        columns,
        ...(aggregates && { aggregates: all(aggregates) }),
        ...(strand && { strand: one(strand) }),
      }
      return { ...plan, operation }
    }
    case 'look-up':
      return { ...plan, calls: all(plan.calls) }
    case 'depth': {
      const { contig, start, cigar } = plan.alignments
      return { ...plan, alignments: { contig: one(contig), start: one(start), cigar: one(cigar) } }
    }
    case 'limit':
    case 'set-operation':
    case 'recursive':
    case 'working-table':
      return plan
  }
}
