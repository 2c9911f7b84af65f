/** LIMIT for each value of a working table: rows are numbered among those of their value, in the order in which they come. */
import { comparison } from '../../expr/comparison.ts'
import { conjunction } from '../../expr/conjunction.ts'
import type { Expr } from '../../expr/expr.ts'
import { windowCall } from '../../expr/function-call.ts'
import type { NodeOf } from '../../logical/node-of.ts'
import { filterNode } from '../../logical/nodes/filter-node.ts'
import { windowNode } from '../../logical/nodes/window-node.ts'
import { outputColumns } from '../../logical/output-columns.ts'
import { type Dependent, projected } from './dependent.ts'
import type { OuterTable } from './outer-table.ts'

export function dependLimit(plan: NodeOf<'limit'>, { plan: input, keys }: Dependent, over: OuterTable): Dependent {
  const number: Expr = {
    kind: 'window',
    call: windowCall({ name: 'row_number', args: [] }, over.functions),
    partitionBy: keys,
    orderBy: [],
    frame: { unit: 'range', start: { kind: 'unbounded' }, end: { kind: 'current-row' }, exclude: 'no-others' },
  }
  const numbered = windowNode([number], input, over.ids)
  const place = outputColumns(numbered).at(-1)
  const bounds: Expr[] = []
  if (place && plan.skip > 0) bounds.push(comparison('>', { left: place, right: rowCount(plan.skip) }))
  if (place && plan.fetch !== undefined) bounds.push(comparison('<=', { left: place, right: rowCount(plan.skip + plan.fetch) }))
  const limited = bounds.length === 0 ? numbered : filterNode(conjunction(bounds), numbered)
  return projected({ exprs: outputColumns(plan), like: plan, keys }, limited)
}

function rowCount(rows: number): Expr {
  return { kind: 'literal', type: { kind: 'int64' }, value: String(Math.min(rows, Number.MAX_SAFE_INTEGER)) }
}
