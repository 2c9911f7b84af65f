/** Whether a plan hands on the batches of its readers and does nothing else with them: no operator keeps any. */
import { CoalesceExec } from './coalesce-exec.ts'
import type { PhysicalOperator } from './physical-operator.ts'
import { ScanExec } from './scan-exec.ts'

export function isPlainScan(operator: PhysicalOperator): boolean {
  if (operator instanceof ScanExec) return true
  return operator instanceof CoalesceExec && operator.children.every(isPlainScan)
}
