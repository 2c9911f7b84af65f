/** SUMMARIZE: one row a column with its type, extremes, quartiles and counts, from one pass over the rows. */
import { typeName } from '../../columnar/type-name.ts'
import { castNeverFails, isNumeric } from '../../expr/coercion.ts'
import type { Expr } from '../../expr/expr.ts'
import { aggregateCall, functionCall } from '../../expr/function-call.ts'
import type { LogicalPlan } from '../../logical/logical-plan.ts'
import { aggregateNode } from '../../logical/nodes/aggregate-node.ts'
import { projectionNode } from '../../logical/nodes/projection-node.ts'
import { unnestNode } from '../../logical/nodes/unnest-node.ts'
import { type ColumnExpr, outputColumns } from '../../logical/output-columns.ts'
import type { BindState } from './bind-state.ts'

interface Statistic {
  readonly name: string
  readonly type: 'text' | 'float' | 'count'
  /** Undefined: it means nothing for that column. */
  readonly of: (column: ColumnExpr, state: BindState) => Expr | undefined
}

function aggregate(name: string, more: readonly Expr[] = []): Statistic['of'] {
  return (column, { functions }) => aggregateCall({ name, args: [column, ...more] }, functions)
}

function ofNumbers(rule: Statistic['of']): Statistic['of'] {
  return (column, state) => (isNumeric(column.type) ? rule(column, state) : undefined)
}

/** Of what can be shown as text: not lists and structs. */
function ofValues(rule: Statistic['of']): Statistic['of'] {
  return (column, state) =>
    column.type.kind === 'list' || column.type.kind === 'struct' || column.type.kind === 'null' ? undefined : rule(column, state)
}

function fraction(value: number): Expr {
  return { kind: 'literal', type: { kind: 'float64' }, value }
}

const statistics: readonly Statistic[] = [
  { name: 'min', type: 'text', of: ofValues(aggregate('min')) },
  { name: 'max', type: 'text', of: ofValues(aggregate('max')) },
  { name: 'approx_unique', type: 'count', of: ofValues(aggregate('approx_count_distinct')) },
  { name: 'avg', type: 'float', of: ofNumbers(aggregate('avg')) },
  { name: 'std', type: 'float', of: ofNumbers(aggregate('stddev')) },
  { name: 'q25', type: 'float', of: ofNumbers(aggregate('quantile_cont', [fraction(0.25)])) },
  { name: 'q50', type: 'float', of: ofNumbers(aggregate('quantile_cont', [fraction(0.5)])) },
  { name: 'q75', type: 'float', of: ofNumbers(aggregate('quantile_cont', [fraction(0.75)])) },
  { name: 'count', type: 'count', of: (_column, { functions }) => aggregateCall({ name: 'count', args: [] }, functions) },
  {
    name: 'nulls',
    type: 'count',
    of: (column, { functions }) => aggregateCall({ name: 'count_if', args: [{ kind: 'is-null', operand: column }] }, functions),
  },
]

const types = { text: { kind: 'utf8' }, float: { kind: 'float64' }, count: { kind: 'int64' } } as const

export function summarize(plan: LogicalPlan, state: BindState): LogicalPlan {
  const columns = outputColumns(plan)
  const wanted = statistics.map(statistic => columns.map(column => statistic.of(column, state)))
  const aggregates = wanted.flat().filter(expr => expr !== undefined)
  const row = aggregateNode({ keys: [], aggregates }, plan, state.ids)
  const results = outputColumns(row)
  let next = 0
  // One result for each statistic that there is, in the order in which they were asked for.
  const resultOf = (expr: Expr | undefined, type: Statistic['type']): Expr => (expr ? shown(results[next++]!, type) : nothing(type))
  const list = (args: readonly Expr[]) => functionCall({ name: 'list_value', args }, state.functions)
  const names = list(columns.map(column => text(column.name)))
  const typeNames = list(columns.map(column => text(typeName(column.type))))
  const lists = wanted.map((exprs, i) => list(exprs.map(expr => resultOf(expr, statistics[i]?.type ?? 'text'))))
  const rows = unnestNode({ lists: [names, typeNames, ...lists], ordinality: 'without' }, row, state.ids)
  const titles = ['column_name', 'column_type', ...statistics.map(statistic => statistic.name)]
  const shownColumns = outputColumns(rows).slice(row.ids.length)
  return projectionNode(
    shownColumns.map((expr, i) => ({ expr, name: titles[i] ?? expr.name })),
    rows,
    state.ids,
  )
}

function text(value: string): Expr {
  return { kind: 'literal', type: { kind: 'utf8' }, value }
}

function nothing(type: Statistic['type']): Expr {
  return { kind: 'literal', type: types[type], value: null }
}

function shown(result: ColumnExpr, type: Statistic['type']): Expr {
  const to = types[type]
  if (result.type.kind === to.kind) return result
  return { kind: 'cast', operand: result, to, onError: castNeverFails(result.type, to) ? 'throw' : 'null' }
}
