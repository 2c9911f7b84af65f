/** Whether whoever reads the batches of a plan is the last to do so: they are fresh, and no operator keeps any. */
import { CoalesceExec } from './coalesce-exec.ts'
import { DepthExec } from './depth/depth-exec.ts'
import type { PhysicalOperator } from './physical-operator.ts'
import { ScanExec } from './scan-exec.ts'

export function givesAway(operator: PhysicalOperator): boolean {
  if (operator instanceof ScanExec || operator instanceof DepthExec) return true
  return operator instanceof CoalesceExec && operator.children.every(givesAway)
}
