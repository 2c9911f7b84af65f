/** HAVING over group keys filters rows before they are grouped: all rows of a group have the same keys. */
import { columnsOf } from '../../expr/columns-of.ts'
import type { Expr } from '../../expr/expr.ts'
import type { LogicalPlan } from '../../logical/logical-plan.ts'
import { substituteColumns, substitutionOf } from '../substitute-columns.ts'
import { distribute, type FilterSplit } from './filter-split.ts'

type Aggregate = LogicalPlan & { readonly kind: 'aggregate' }

export function filtersOnAggregate(aggregate: Aggregate, conjuncts: readonly Expr[]): FilterSplit {
  const [keys, ...otherSets] = aggregate.groupingSets
  // Without keys there is one group even when no row is left.
  if (!keys || keys.length === 0 || otherSets.length > 0) return { node: aggregate, below: [], kept: conjuncts }
  const substitution = substitutionOf(aggregate.ids.slice(0, keys.length), keys)
  const overKeys = (conjunct: Expr) => (columnsOf(conjunct).every(id => substitution.has(id)) ? 'below' : undefined)
  const { moved, kept } = distribute(conjuncts, overKeys, 'node-keeps-rows')
  return { node: aggregate, below: [moved.map(({ conjunct }) => substituteColumns(conjunct, substitution))], kept }
}
