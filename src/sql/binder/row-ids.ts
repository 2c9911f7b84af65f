/** `rowid`: the place of a row in a memory table, from 0, as a column that `*` does not show. */
import { arithmetic } from '../../expr/arithmetic.ts'
import type { Expr } from '../../expr/expr.ts'
import { windowCall } from '../../expr/function-call.ts'
import type { LogicalPlan } from '../../logical/logical-plan.ts'
import { projectionNode } from '../../logical/nodes/projection-node.ts'
import { windowNode } from '../../logical/nodes/window-node.ts'
import { outputColumns } from '../../logical/output-columns.ts'
import type { BindState } from './bind-state.ts'
import type { BoundRelation } from './bound-relation.ts'
import { createScope } from './scope.ts'

const NAME = 'rowid'

/** The relation as it is where the statement names no rowid, where it has a column of that name, or where it is no memory table. */
export function withRowIds(relation: BoundRelation, qualifier: string, state: BindState): BoundRelation {
  const { plan, scope } = relation
  if (state.rowIds === 'none' || scope.byName.has(NAME) || !isMemoryTable(plan)) return relation
  const call = windowCall({ name: 'row_number', args: [] }, state.functions)
  const frame = { unit: 'range', start: { kind: 'unbounded' }, end: { kind: 'current-row' }, exclude: 'no-others' } as const
  const numbered = windowNode([{ kind: 'window', call, partitionBy: [], orderBy: [], frame }], plan, state.ids)
  const columns = outputColumns(numbered)
  const number = columns[columns.length - 1]
  if (!number) return relation
  const one: Expr = { kind: 'literal', type: { kind: 'int64' }, value: '1' }
  const rowId = { expr: arithmetic('-', { left: number, right: one }), name: NAME }
  const projected = projectionNode([...columns.slice(0, -1).map(expr => ({ expr, name: expr.name })), rowId], numbered, state.ids)
  const outputs = outputColumns(projected)
  const shown = scope.columns.map((column, i) => ({ ...column, expr: outputs[i] ?? column.expr }))
  const last = outputs[outputs.length - 1]
  return { plan: projected, scope: createScope(last ? [...shown, { name: NAME, qualifier, expr: last, hidden: true }] : shown) }
}

function isMemoryTable(plan: LogicalPlan): boolean {
  if (plan.kind === 'projection') return isMemoryTable(plan.input)
  return plan.kind === 'scan' && plan.provider.insert !== undefined
}

/** Whether binding failed for a rowid that nobody had: the statement is then bound once more, with them. */
export function lacksRowIds(error: unknown): boolean {
  return error instanceof Error && /^Column "rowid" not found/i.test(error.message)
}
