/** Growing buffers of builders: doubled when full, handed over without a copy when little is wasted. */
import { QueryError } from '../common/errors.ts'
import type { FixedWidthArray } from './fixed-width.ts'

// Arrow's 32-bit offsets end here; typed arrays of this length are also the most that engines allocate everywhere.
const MAX_LENGTH = 2 ** 31 - 1

/** An error where a column would hold more than its offsets can count. */
export function checkEntries(needed: number): void {
  if (needed <= MAX_LENGTH) return
  throw new QueryError(
    'RESOURCE',
    `A column of one batch would hold ${needed} entries; the limit is ${MAX_LENGTH}. Use a smaller execution.batch_size.`,
  )
}

/** A copy with room for `needed` entries, at least twice the old one; the new entries are 0. */
export function grow<A extends FixedWidthArray>(array: A, needed: number): A {
  checkEntries(needed)
  const length = Math.min(MAX_LENGTH, Math.max(needed, array.length * 2, 64))
  // The constructor of a typed array is the class it was made with.
  const larger = new (array.constructor as new (length: number) => A)(length)
  larger.set(array as never)
  return larger
}

/** The first `used` entries: a view where at least half is used, else a copy, so that a batch does not hold idle memory. */
export function trim<A extends FixedWidthArray>(array: A, used: number): A {
  // subarray and slice return the class they were called on.
  return (used * 2 >= array.length ? array.subarray(0, used) : array.slice(0, used)) as A
}

/** The capacity to start the next batch with: the last one's length and an eighth. */
export function nextCapacity(used: number): number {
  return used === 0 ? 0 : used + (used >>> 3) + 8
}
