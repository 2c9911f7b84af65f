/** Conjuncts over what every window partitions by remove whole partitions, so they can do so before the windows are computed. */
import { columnsOf } from '../../expr/columns-of.ts'
import type { Expr } from '../../expr/expr.ts'
import type { LogicalPlan } from '../../logical/logical-plan.ts'
import { distribute, type FilterSplit } from './filter-split.ts'

export function filtersOnWindow(plan: LogicalPlan & { readonly kind: 'window' }, conjuncts: readonly Expr[]): FilterSplit {
  const [first, ...others] = plan.windows.map(partitionColumns)
  const shared = new Set([...(first ?? [])].filter(id => others.every(ids => ids.has(id))))
  const choose = (conjunct: Expr) => {
    const columns = columnsOf(conjunct)
    return columns.length > 0 && columns.every(id => shared.has(id)) ? 'below' : undefined
  }
  const { moved, kept } = distribute(conjuncts, choose, 'node-keeps-rows')
  return { node: plan, below: [moved.map(({ conjunct }) => conjunct)], kept }
}

function partitionColumns(window: Expr): ReadonlySet<number> {
  const keys = window.kind === 'window' ? window.partitionBy : []
  return new Set(keys.flatMap(key => (key.kind === 'column' ? [key.id] : [])))
}
