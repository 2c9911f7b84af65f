/**
 * Removes nodes that change nothing, and what stands under a filter or a limit that lets no row pass.
 *
 *     Projection: v.a, v.b                        =>   Scan: v projection=[a, b]
 *     --Scan: v projection=[a, b]
 *
 *     Filter: FALSE                               =>   Values
 *     --Scan: v
 */
import type { LogicalPlan } from '../logical/logical-plan.ts'
import { isConstantFalse } from './filter/constant-conjuncts.ts'
import type { OptimizerRule } from './optimizer-rule.ts'

export const removeNoOps: OptimizerRule = {
  name: 'remove_no_ops',
  order: 'bottom-up',
  rewrite(node) {
    switch (node.kind) {
      case 'projection':
        return passesAll(node) ? node.input : node
      case 'filter':
        if (node.predicate.kind === 'literal' && node.predicate.value === true) return node.input
        return isConstantFalse(node.predicate) ? noRows(node) : node
      case 'limit':
        if (node.fetch === 0) return noRows(node)
        return node.fetch === undefined && node.skip === 0 ? node.input : node
      case 'sort':
        return withoutConstantKeys(node)
      default:
        return node
    }
  },
}

/** The same columns under the same ids: a name belongs to its id (see projection-node.ts). */
function passesAll({ exprs, ids, input }: LogicalPlan & { readonly kind: 'projection' }): boolean {
  return (
    ids.length === input.ids.length && exprs.every((expr, i) => expr.kind === 'column' && expr.id === ids[i] && expr.id === input.ids[i])
  )
}

function noRows(node: LogicalPlan): LogicalPlan {
  return { kind: 'values', rows: [], schema: node.schema, ids: node.ids }
}

/** A literal orders nothing. */
function withoutConstantKeys(sort: LogicalPlan & { readonly kind: 'sort' }): LogicalPlan {
  const keys = sort.keys.filter(key => key.expr.kind !== 'literal')
  if (keys.length === sort.keys.length) return sort
  return keys.length === 0 && sort.fetch === undefined ? sort.input : { ...sort, keys }
}
