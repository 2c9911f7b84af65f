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
        return passesAll(node) ? node.input : withoutRows(node, [node.input])
      case 'filter':
        if (node.predicate.kind === 'literal' && node.predicate.value === true) return node.input
        return isConstantFalse(node.predicate) ? noRows(node) : withoutRows(node, [node.input])
      case 'limit':
        if (node.fetch === undefined && node.skip === 0) return node.input
        return node.fetch === 0 ? noRows(node) : withoutRows(node, [node.input])
      case 'sort':
      case 'distinct':
        return withoutRows(node, [node.input])
      case 'join':
        return node.joinType === 'inner' ? withoutRows(node, [node.left, node.right]) : node
      default:
        return node
    }
  },
}

/** Nothing comes out where nothing comes in. */
function withoutRows(node: LogicalPlan, inputs: readonly LogicalPlan[]): LogicalPlan {
  return inputs.some(input => input.kind === 'values' && input.rows.length === 0) ? noRows(node) : node
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
