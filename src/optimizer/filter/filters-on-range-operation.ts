/** Conjuncts over the rows that a range operation passes on, one by one, filter its first input. */
import { columnsOf } from '../../expr/columns-of.ts'
import type { Expr } from '../../expr/expr.ts'
import type { LogicalPlan, RangeOperation } from '../../logical/logical-plan.ts'
import { distribute, type FilterSplit } from './filter-split.ts'

/** Operations whose output for one left row does not depend on the other left rows. */
const rowByRow: ReadonlySet<RangeOperation['name']> = new Set(['count_overlaps', 'coverage', 'nearest', 'subtract', 'expand'])

export function filtersOnRangeOperation(plan: LogicalPlan & { readonly kind: 'range-operation' }, conjuncts: readonly Expr[]): FilterSplit {
  const [left] = plan.inputs
  if (!left || !rowByRow.has(plan.operation.name)) return { node: plan, below: [], kept: conjuncts }
  const passing = new Set(left.ids.filter(id => plan.ids.includes(id) && !isReplaced(plan.operation, id)))
  const choose = (conjunct: Expr) => {
    const columns = columnsOf(conjunct)
    return columns.length > 0 && columns.every(id => passing.has(id)) ? 'left' : undefined
  }
  const { moved, kept } = distribute(conjuncts, choose, 'node-removes-rows')
  return { node: plan, below: [moved.map(({ conjunct }) => conjunct)], kept }
}

/** subtract and expand give other positions than they were given. */
function isReplaced(operation: RangeOperation, id: number): boolean {
  if (operation.name !== 'subtract' && operation.name !== 'expand') return false
  const [columns] = operation.columns
  return [columns?.start, columns?.end].some(position => position?.kind === 'column' && position.id === id)
}
