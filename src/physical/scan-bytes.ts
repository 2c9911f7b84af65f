/** How many stored bytes the scans of a plan may read: what decides whether worker threads are worth their start. */
import type { PhysicalOperator } from './physical-operator.ts'
import { ScanExec } from './scan-exec.ts'

export function scanBytes(operator: PhysicalOperator): number {
  if (operator instanceof ScanExec) return operator.bytes
  return operator.children.reduce((sum, child) => sum + scanBytes(child), 0)
}
