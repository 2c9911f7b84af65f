/** Growing arrays for builders that write every entry they show: of spare memory, which is not cleared. */
import { checkEntries, trim } from './grow.ts'
import { spareBuffers } from './spare-buffers.ts'

const MOST_ENTRIES = 2 ** 31 - 1
const LEAST_ENTRIES = 64

export interface Growth {
  /** Entries to keep. */
  readonly used: number
  /** Entries there must be room for. */
  readonly needed: number
}

/** The first `used` entries with room for `needed`, at least twice what there was; the old array must not be used any more. */
export function growBytes(array: Uint8Array, growth: Growth): Uint8Array {
  const length = grownLength(array.length, growth.needed)
  return moved(array, growth.used, new Uint8Array(spareBuffers.take(length)))
}

/** Of 32 bits. */
export function growWords(array: Int32Array, growth: Growth): Int32Array {
  const length = grownLength(array.length, growth.needed)
  const buffer = spareBuffers.take(length * 4)
  return moved(array, growth.used, new Int32Array(buffer, 0, buffer.byteLength >>> 2))
}

/** As trim does; what is copied leaves its memory behind. */
export function trimSpare<A extends Uint8Array | Int32Array>(array: A, used: number): A {
  const trimmed = trim(array, used)
  if (trimmed.buffer !== array.buffer) spareBuffers.giveBack(array.buffer)
  return trimmed
}

function grownLength(length: number, needed: number): number {
  checkEntries(needed)
  return Math.min(MOST_ENTRIES, Math.max(needed, length * 2, LEAST_ENTRIES))
}

function moved<A extends Uint8Array | Int32Array>(from: A, used: number, to: A): A {
  if (used > 0) to.set(from.subarray(0, used))
  spareBuffers.giveBack(from.buffer)
  return to
}
