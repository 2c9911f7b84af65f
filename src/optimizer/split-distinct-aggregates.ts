/**
 * Aggregates of the different values of one expression become aggregates over groups of these values, which fragments find by themselves.
 *
 *     Aggregate: group_by=[t.b], aggregates=[count(DISTINCT t.a)]      Aggregate: group_by=[t.b], aggregates=[count(t.a)]
 *     --Scan: t                                                    =>  --Aggregate: group_by=[t.b, t.a], aggregates=[]
 *                                                                      ----Scan: t
 */
import type { Expr } from '../expr/expr.ts'
import { sameExpr } from '../expr/same-expr.ts'
import { aggregateNode } from '../logical/nodes/aggregate-node.ts'
import { outputColumns } from '../logical/output-columns.ts'
import { isVolatile } from './is-volatile.ts'
import type { OptimizerRule } from './optimizer-rule.ts'

type AggregateExpr = Expr & { readonly kind: 'aggregate' }

export const splitDistinctAggregates: OptimizerRule = {
  name: 'split_distinct_aggregates',
  order: 'bottom-up',
  rewrite(node, { functions, ids }) {
    if (node.kind !== 'aggregate') return node
    const [groupBy, ...others] = node.groupingSets
    const value = commonValue(node.aggregates)
    if (!groupBy || others.length > 0 || !value) return node
    const keys = [...groupBy, value]
    if (keys.some(key => isVolatile(key, functions))) return node
    const input = aggregateNode({ keys, aggregates: [] }, node.input, ids)
    const columns = outputColumns(input)
    const values = columns.slice(groupBy.length)
    // Groups come in the order of their first rows, and so do the values of each: what depends on the order stays as it was.
    const aggregates = node.aggregates.map(aggregate => ({ ...aggregate, args: values, distinct: false }) as Expr) // of kind 'aggregate'
    return { ...node, groupingSets: [columns.slice(0, groupBy.length)], aggregates, input }
  },
}

/** What all of the aggregates take the different values of; undefined: something else is asked for, too. */
function commonValue(aggregates: readonly Expr[]): Expr | undefined {
  const [first] = aggregates
  const value = first?.kind === 'aggregate' ? first.args[0] : undefined
  return value && aggregates.every(aggregate => aggregate.kind === 'aggregate' && takesOnly(aggregate, value)) ? value : undefined
}

function takesOnly({ args, distinct, filter, orderBy }: AggregateExpr, value: Expr): boolean {
  const [arg, ...others] = args
  return distinct && !filter && !orderBy?.length && others.length === 0 && arg !== undefined && sameExpr(arg, value)
}
