/** An operator as one partition: itself, or with a CoalesceExec above it. */
import { CoalesceExec } from './coalesce-exec.ts'
import type { PhysicalOperator } from './physical-operator.ts'

export function coalesce(input: PhysicalOperator): PhysicalOperator {
  return input.outputPartitions === 1 ? input : new CoalesceExec(input)
}
