/** Conjuncts over computed columns become conjuncts over what those are computed from. */
import { columnsOf } from '../../expr/columns-of.ts'
import type { Expr } from '../../expr/expr.ts'
import type { LogicalPlan } from '../../logical/logical-plan.ts'
import { isVolatile } from '../is-volatile.ts'
import type { RuleContext } from '../optimizer-rule.ts'
import { substituteColumns, substitutionOf } from '../substitute-columns.ts'
import { distribute, type FilterSplit } from './filter-split.ts'

type Projection = LogicalPlan & { readonly kind: 'projection' }

export function filtersOnProjection(projection: Projection, conjuncts: readonly Expr[], context: RuleContext): FilterSplit {
  const substitution = substitutionOf(projection.ids, projection.exprs)
  // random() in the projection is not the random() that a copy of it below would give.
  const fixed = (id: number) => {
    const expr = substitution.get(id)
    return expr === undefined || !isVolatile(expr, context.functions)
  }
  const inner = conjuncts.map(conjunct => substituteColumns(conjunct, substitution))
  const original = new Map(inner.map((conjunct, i) => [conjunct, conjuncts[i]]))
  const below = (conjunct: Expr) => (columnsOf(original.get(conjunct) ?? conjunct).every(fixed) ? 'below' : undefined)
  const { moved, kept } = distribute(inner, below, 'node-keeps-rows')
  return {
    node: projection,
    below: [moved.map(({ conjunct }) => conjunct)],
    kept: kept.map(conjunct => original.get(conjunct) ?? conjunct),
  }
}
