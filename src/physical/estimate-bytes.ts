/** About how many bytes an operator may give, from what its tables say; undefined where one of them does not say. Good for choosing sides, nothing else. */
import { MemoryExec } from './memory-exec.ts'
import type { PhysicalOperator } from './physical-operator.ts'
import { ScanExec } from './scan-exec.ts'
import { ValuesExec } from './values-exec.ts'

/** Of one value in memory: numbers take 4 or 8, names a few more. */
const VALUE_BYTES = 12

export function estimateBytes(operator: PhysicalOperator): number | undefined {
  if (operator instanceof ScanExec) return operator.storedBytes
  if (operator instanceof MemoryExec || operator instanceof ValuesExec) {
    return operator.rowCount === undefined ? undefined : operator.rowCount * operator.schema.fields.length * VALUE_BYTES
  }
  let total = 0
  for (const child of operator.children) {
    const bytes = estimateBytes(child)
    if (bytes === undefined) return undefined
    total += bytes
  }
  return operator.children.length > 0 ? total : undefined
}
