/**
 * Takes the first rows of a UNION ALL from the first rows of its inputs: no input gives more than are wanted.
 *
 *     Sort: v.qual DESC NULLS FIRST, fetch=7           Sort: v.qual DESC NULLS FIRST, fetch=7
 *     --UnionAll                                  =>   --UnionAll
 *     ----Scan: v                                      ----Sort: v.qual DESC NULLS FIRST, fetch=7
 *     ----Scan: w                                      ------Scan: v
 *                                                      ----Sort: w.qual DESC NULLS FIRST, fetch=7
 *                                                      ------Scan: w
 */
import { sameExpr } from '../expr/same-expr.ts'
import type { LogicalPlan } from '../logical/logical-plan.ts'
import { sortNode } from '../logical/nodes/sort-node.ts'
import { outputColumns } from '../logical/output-columns.ts'
import { withInputs } from '../logical/with-inputs.ts'
import { isVolatile } from './is-volatile.ts'
import type { OptimizerRule } from './optimizer-rule.ts'
import { substituteColumns, substitutionOf } from './substitute-columns.ts'

/** More rows are sorted all together, and then sorting them before gains nothing. */
const MOST_ROWS = 16_384

type Sort = LogicalPlan & { readonly kind: 'sort' }
type Union = LogicalPlan & { readonly kind: 'set-operation' }

export const pushTopKIntoUnion: OptimizerRule = {
  name: 'push_top_k_into_union',
  order: 'top-down',
  rewrite(node, { functions }) {
    if (node.kind !== 'sort' || node.fetch === undefined || node.fetch > MOST_ROWS) return node
    const { input } = node
    if (input.kind !== 'set-operation' || input.operation !== 'union' || !input.all) return node
    if (node.keys.some(key => isVolatile(key.expr, functions))) return node
    const inputs = input.inputs.map(some => firstRows(node, input, some))
    return inputs.every((some, i) => some === input.inputs[i]) ? node : { ...node, input: withInputs(input, inputs) }
  },
}

function firstRows({ keys, fetch }: Sort, union: Union, input: LogicalPlan): LogicalPlan {
  const substitution = substitutionOf(union.ids, outputColumns(input))
  const own = keys.map(key => ({ ...key, expr: substituteColumns(key.expr, substitution) }))
  const isThere =
    input.kind === 'sort' && input.fetch === fetch && own.length === input.keys.length && own.every((key, i) => sameKey(key, input.keys[i]))
  return isThere || fetch === undefined ? input : { ...sortNode(own, input), fetch }
}

function sameKey(a: Sort['keys'][number], b: Sort['keys'][number] | undefined): boolean {
  return b !== undefined && a.descending === b.descending && a.nullsFirst === b.nullsFirst && sameExpr(a.expr, b.expr)
}
