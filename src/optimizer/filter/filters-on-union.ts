/** Each input of a union filters its own rows; INTERSECT and EXCEPT give rows of their first input, which can be filtered before. */
import type { Expr } from '../../expr/expr.ts'
import type { LogicalPlan } from '../../logical/logical-plan.ts'
import { outputColumns } from '../../logical/output-columns.ts'
import { substituteColumns, substitutionOf } from '../substitute-columns.ts'
import { distribute, type FilterSplit } from './filter-split.ts'

type SetOperation = LogicalPlan & { readonly kind: 'set-operation' }

export function filtersOnUnion(union: SetOperation, conjuncts: readonly Expr[]): FilterSplit {
  // What is left of the first input are rows of it.
  if (union.operation !== 'union') return onFirstInput(union, conjuncts)
  const below = union.inputs.map(input => {
    const substitution = substitutionOf(union.ids, outputColumns(input))
    return conjuncts.map(conjunct => substituteColumns(conjunct, substitution))
  })
  return { node: union, below, kept: [] }
}

/** Rows that the others would have removed must not meet a conjunct that can fail. */
function onFirstInput(node: SetOperation, conjuncts: readonly Expr[]): FilterSplit {
  const [first] = node.inputs
  if (!first) return { node, below: [], kept: conjuncts }
  const substitution = substitutionOf(node.ids, outputColumns(first))
  const { moved, kept } = distribute(conjuncts, () => 'below', 'node-removes-rows')
  return { node, below: [moved.map(({ conjunct }) => substituteColumns(conjunct, substitution))], kept }
}
