/** The bases of all rows together: room for them is made at once. */
import { FIELD, int32At } from '../bam-layout.ts'
import type { BamRows } from '../bam-rows.ts'

export function sequenceBytes({ bytes, starts, count }: BamRows): number {
  let sum = 0
  for (let row = 0; row < count; row++) sum += int32At(bytes, starts[row]! + FIELD.sequenceLength) // row lies below count
  return sum
}
