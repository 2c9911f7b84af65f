/** Conjuncts that the table applies exactly go into the request; the others stay above the scan. */
import type { Expr } from '../../expr/expr.ts'
import type { LogicalPlan } from '../../logical/logical-plan.ts'
import { distribute } from './filter-split.ts'

type Scan = LogicalPlan & { readonly kind: 'scan' }

export function filtersOnScan(scan: Scan, conjuncts: readonly Expr[]): { readonly node: LogicalPlan; readonly kept: readonly Expr[] } {
  // A scan that stops after some rows must not filter any more.
  if (conjuncts.length === 0 || scan.request.limit !== undefined) return { node: scan, kept: conjuncts }
  const answers = scan.provider.supportsFilters(conjuncts)
  const exact = new Set(conjuncts.filter((_, i) => answers[i] === 'exact'))
  const { moved, kept } = distribute(conjuncts, conjunct => (exact.has(conjunct) ? 'scan' : undefined), 'node-keeps-rows')
  if (moved.length === 0) return { node: scan, kept }
  const filters = [...scan.request.filters, ...moved.map(({ conjunct }) => conjunct)]
  return { node: { ...scan, request: { ...scan.request, filters } }, kept }
}
