/** Which positions count from 0 and which from 1, so that a join that mixes them can be told. */
import { QueryError } from '../../common/errors.ts'
import { childrenOf } from '../../expr/children-of.ts'
import type { ComparisonOperator, Expr } from '../../expr/expr.ts'
import { formatExpr } from '../../expr/format-expr.ts'
import { mapExpr } from '../../expr/map-expr.ts'
import type { LogicalPlan } from '../../logical/logical-plan.ts'
import { planInputs } from '../../logical/plan-inputs.ts'
import type { Span } from '../ast/span.ts'
import type { BindState } from './bind-state.ts'

const SYSTEM = 'bio.coordinate_system_zero_based'
const starts = new Set(['start', 'pos', 'pos1', 'pos2', 'mate_start', 'pos_start'])
/** An end is the same number in both systems: 1-based closed and 0-based half-open. */
const ends = new Set(['end', 'pos_end'])

/** Of a column: 'true' where its table is 0-based. */
export interface KnownPosition {
  readonly is: 'start' | 'end'
  readonly zeroBased: string
}

export function noteCoordinates(plan: LogicalPlan, state: BindState): void {
  for (const input of planInputs(plan)) noteCoordinates(input, state)
  noteRenamed(plan, state)
  if (plan.kind !== 'scan') return
  const zeroBased = plan.provider.schema.metadata?.[SYSTEM]
  if (zeroBased === undefined) return
  for (const [i, { name }] of plan.schema.fields.entries()) {
    const is = starts.has(name.toLowerCase()) ? 'start' : ends.has(name.toLowerCase()) ? 'end' : undefined
    const id = plan.ids[i]
    if (is !== undefined && id !== undefined) state.coordinates.set(id, { is, zeroBased })
  }
}

/** What a query calls otherwise (`start AS s`) counts as it did. */
export function noteRenamed(plan: LogicalPlan, state: BindState): void {
  let node = plan
  while (node.kind === 'sort' || node.kind === 'limit' || node.kind === 'distinct' || node.kind === 'filter') node = node.input
  if (node.kind !== 'projection') return
  for (const [i, expr] of node.exprs.entries()) {
    const position = expr.kind === 'column' ? state.coordinates.get(expr.id) : undefined
    const id = node.ids[i]
    if (position !== undefined && id !== undefined) state.coordinates.set(id, position)
  }
}

/** The first column in `expr` whose table says how its positions count; that of an outer query too. */
export function positionIn(expr: Expr, state: BindState): KnownPosition | undefined {
  if (expr.kind === 'column' || expr.kind === 'outer-column') return state.coordinates.get(expr.id)
  for (const child of childrenOf(expr)) {
    const position = positionIn(child, state)
    if (position !== undefined) return position
  }
  return undefined
}

/** Warns about (or under coordinate_system_check refuses) comparisons of positions that count from different ends: the first one of a condition. */
export function checkCoordinates(predicate: Expr, state: BindState, span: Span): void {
  if (state.coordinates.size === 0) return
  const advice = firstMix(predicate, state)
  if (advice === undefined) return
  if (state.coordinateSystemCheck) throw new QueryError('PLAN', advice, { sqlOffset: span.start }, { reason: 'coordinate_system_mismatch' })
  state.warn(advice)
}

function firstMix(predicate: Expr, state: BindState): string | undefined {
  if (predicate.kind === 'compare') {
    const advice = mixOf(predicate, state)
    if (advice !== undefined) return advice
  }
  for (const child of childrenOf(predicate)) {
    const advice = firstMix(child, state)
    if (advice !== undefined) return advice
  }
  return undefined
}

function mixOf(predicate: Expr & { readonly kind: 'compare' }, state: BindState): string | undefined {
  const left = shownBy(predicate.left, state)
  const right = shownBy(predicate.right, state)
  if (left === undefined || right === undefined || left.zeroBased === right.zeroBased) return undefined
  if (left.is === 'end' && right.is === 'end') return undefined
  const said = formatExpr(mapExpr(predicate, node => (node.kind === 'outer-column' ? { ...node, kind: 'column' } : node)))
  if (left.is === right.is) {
    return `${said} compares a 0-based position with a 1-based one. Read both tables with the same zero_based option, or add 1 to the 0-based side.`
  }
  const start = left.is === 'start' ? left : right
  if (!missesByOne(predicate.op, start)) return undefined
  const instead = start.zeroBased === 'true' ? 'add 1 to the 0-based start' : 'subtract 1 from the 1-based start'
  return `${said} compares a position of a 0-based table with one of a 1-based table. Read both tables with the same zero_based option, or ${instead}.`
}

/** A 0-based start lies before an end where it is less; a 1-based one also where it is equal. */
function missesByOne(op: ComparisonOperator, start: KnownPosition): boolean {
  const isStrict = op === '<' || op === '>'
  const isOpen = op === '<=' || op === '>='
  return start.zeroBased === 'true' ? !isStrict : !isOpen
}

/** As positionIn; `start + 1` of a 0-based table is 1-based, `start - 1` of a 1-based one 0-based. */
function shownBy(expr: Expr, state: BindState): KnownPosition | undefined {
  if (expr.kind === 'cast') return shownBy(expr.operand, state)
  const position = positionIn(expr, state)
  if (position?.is !== 'start' || expr.kind !== 'arithmetic') return position
  const one = expr.right.kind === 'literal' && String(expr.right.value) === '1'
  const moves = one && expr.op === (position.zeroBased === 'true' ? '+' : '-')
  return moves ? { is: 'start', zeroBased: position.zeroBased === 'true' ? 'false' : 'true' } : position
}
