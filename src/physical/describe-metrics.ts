/** The counts of one operator as EXPLAIN ANALYZE shows them, in the order they print. */
import type { OperatorMetrics } from './operator-metrics.ts'
import type { PhysicalOperator } from './physical-operator.ts'

/** Milliseconds are the operator's own: an operator that pulls from its inputs counted the time that they took, too. */
export function describeMetrics(operator: PhysicalOperator, metrics: OperatorMetrics): Readonly<Record<string, number>> {
  const own = metrics.get(operator)
  const described: Record<string, number> = { rows: own?.get('rows') ?? 0, batches: own?.get('batches') ?? 0 }
  described.milliseconds = roundToMicroseconds(Math.max(0, (own?.get('milliseconds') ?? 0) - pulled(operator, metrics)))
  for (const [name, value] of own ?? []) {
    if (name in described || (value === 0 && quietAtZero.has(name))) continue
    described[name] = value
  }
  return described
}

const quietAtZero: ReadonlySet<string> = new Set(['blocks_inflated', 'rows_skipped', 'fields_nulled'])

function pulled(operator: PhysicalOperator, metrics: OperatorMetrics): number {
  // The stages of a fragment report each its own time.
  if (operator.fragments) return 0
  return operator.children.reduce((sum, child) => sum + withInputs(child, metrics), 0)
}

function withInputs(operator: PhysicalOperator, metrics: OperatorMetrics): number {
  const own = metrics.get(operator)?.get('milliseconds') ?? 0
  if (!operator.fragments) return own
  return operator.children.reduce((sum, child) => sum + withInputs(child, metrics), own)
}

function roundToMicroseconds(milliseconds: number): number {
  return Math.round(milliseconds * 1000) / 1000
}
