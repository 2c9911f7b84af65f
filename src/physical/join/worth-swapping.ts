/** Whether a join that would hold its right side had better hold the left one, by what the tables say of their sizes. */
import { estimateBytes } from '../estimate-bytes.ts'
import type { PhysicalOperator } from '../physical-operator.ts'

/** Bytes that a side may take without anybody caring which one is held: below it rows come in the order of the left side, as people expect. */
const CAREFREE_BYTES = 16 << 20

export function worthSwapping(left: PhysicalOperator, right: PhysicalOperator): boolean {
  const leftBytes = estimateBytes(left)
  const rightBytes = estimateBytes(right)
  return leftBytes !== undefined && rightBytes !== undefined && rightBytes > CAREFREE_BYTES && rightBytes > 4 * leftBytes
}

/** Where both sizes are known. */
export function holdsLess(left: PhysicalOperator, right: PhysicalOperator): boolean {
  const leftBytes = estimateBytes(left)
  const rightBytes = estimateBytes(right)
  return leftBytes !== undefined && rightBytes !== undefined && leftBytes < rightBytes
}
