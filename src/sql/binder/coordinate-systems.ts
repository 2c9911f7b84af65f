/** Which positions count from 0 and which from 1, so that a join that mixes them can be told. */
import { QueryError } from '../../common/errors.ts'
import { childrenOf } from '../../expr/children-of.ts'
import { columnsOf } from '../../expr/columns-of.ts'
import type { Expr } from '../../expr/expr.ts'
import { formatExpr } from '../../expr/format-expr.ts'
import type { LogicalPlan } from '../../logical/logical-plan.ts'
import { planInputs } from '../../logical/plan-inputs.ts'
import type { Span } from '../ast/span.ts'
import type { BindState } from './bind-state.ts'

const SYSTEM = 'bio.coordinate_system_zero_based'
/** Columns that hold a first position. An end is the same number in both systems: 1-based closed and 0-based half-open. */
const positions = new Set(['start', 'pos', 'pos1', 'pos2', 'mate_start', 'pos_start'])

export function noteCoordinates(plan: LogicalPlan, state: BindState): void {
  if (plan.kind === 'scan') {
    const system = plan.provider.schema.metadata?.[SYSTEM]
    for (const [i, field] of plan.schema.fields.entries()) {
      const id = plan.ids[i]
      if (system !== undefined && id !== undefined && positions.has(field.name.toLowerCase())) state.coordinates.set(id, system)
    }
  }
  for (const input of planInputs(plan)) noteCoordinates(input, state)
}

/** Warns about (or under coordinate_system_check refuses) comparisons of positions that count from different ends. */
export function checkCoordinates(predicate: Expr, state: BindState, span: Span): void {
  if (state.coordinates.size === 0) return
  if (predicate.kind === 'compare') {
    const left = systemOf(predicate.left, state)
    const right = systemOf(predicate.right, state)
    if (left !== undefined && right !== undefined && left !== right) complain(predicate, state, span)
  }
  for (const child of childrenOf(predicate)) checkCoordinates(child, state, span)
}

function systemOf(expr: Expr, state: BindState): string | undefined {
  for (const id of columnsOf(expr)) {
    const system = state.coordinates.get(id)
    if (system !== undefined) return system
  }
  return undefined
}

function complain(predicate: Expr, state: BindState, span: Span): void {
  const message = `${formatExpr(predicate)} compares a 0-based position with a 1-based one. Read both tables with the same zero_based option, or add 1 to the 0-based side.`
  if (state.coordinateSystemCheck)
    throw new QueryError('PLAN', message, { sqlOffset: span.start }, { reason: 'coordinate_system_mismatch' })
  state.warn(message)
}
