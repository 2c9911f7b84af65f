/** What each operator counted while it ran, as TaskContext.count collects it. */
import type { PhysicalOperator } from './physical-operator.ts'

export type OperatorMetrics = ReadonlyMap<PhysicalOperator, ReadonlyMap<string, number>>
