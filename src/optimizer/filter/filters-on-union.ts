/** Each input of UNION ALL filters its own rows. */
import type { Expr } from '../../expr/expr.ts'
import type { LogicalPlan } from '../../logical/logical-plan.ts'
import { outputColumns } from '../../logical/output-columns.ts'
import { substituteColumns, substitutionOf } from '../substitute-columns.ts'
import type { FilterSplit } from './filter-split.ts'

type SetOperation = LogicalPlan & { readonly kind: 'set-operation' }

export function filtersOnUnion(union: SetOperation, conjuncts: readonly Expr[]): FilterSplit {
  if (union.operation !== 'union') return { node: union, below: [], kept: conjuncts }
  const below = union.inputs.map(input => {
    const substitution = substitutionOf(union.ids, outputColumns(input))
    return conjuncts.map(conjunct => substituteColumns(conjunct, substitution))
  })
  return { node: union, below, kept: [] }
}
