/** Offsets of Arrow's other list, text and binary layouts as 32-bit offsets. */
import { QueryError } from '../../common/errors.ts'

// Indices below lie within `length` rows, and Arrow promises `length` + 1 offsets.

/** A column of no rows may come without offsets at all. */
export function offsetsOf(offsets: Int32Array, length: number): Int32Array {
  return length === 0 && offsets.length === 0 ? new Int32Array(1) : offsets.subarray(0, length + 1)
}

export function largeOffsets(offsets: BigInt64Array, length: number): Int32Array {
  if (length === 0) return new Int32Array(1)
  if (offsets[length]! > 2n ** 31n - 1n) {
    throw new QueryError('RESOURCE', 'A text or list column of one Arrow batch exceeds 2 GiB. Split it into smaller record batches.')
  }
  return Int32Array.from({ length: length + 1 }, (_, i) => Number(offsets[i]!))
}

export function multiplesOf(size: number, length: number): Int32Array {
  return Int32Array.from({ length: length + 1 }, (_, i) => i * size)
}

const VIEW_BYTES = 16
const MAX_INLINE = 12

/** Utf8View and BinaryView: length, then either up to 12 bytes, or 4 of them, a buffer's number and a place in it. */
export function bytesOfViews(
  views: Uint8Array,
  buffers: readonly Uint8Array[],
  isValid: (row: number) => boolean,
): { readonly values: Uint8Array; readonly offsets: Int32Array } {
  const length = views.length / VIEW_BYTES
  const view = new DataView(views.buffer, views.byteOffset, views.byteLength)
  const offsets = new Int32Array(length + 1)
  for (let row = 0; row < length; row++) offsets[row + 1] = offsets[row]! + (isValid(row) ? view.getInt32(row * VIEW_BYTES, true) : 0)
  const values = new Uint8Array(offsets[length]!)
  for (let row = 0; row < length; row++) {
    const size = offsets[row + 1]! - offsets[row]!
    const at = row * VIEW_BYTES
    if (size <= MAX_INLINE) {
      values.set(views.subarray(at + 4, at + 4 + size), offsets[row]!)
      continue
    }
    const buffer = buffers[view.getInt32(at + 8, true)]
    const start = view.getInt32(at + 12, true)
    if (buffer === undefined || start + size > buffer.length) {
      throw new QueryError('FORMAT', `Row ${row} of an Arrow view column points outside its buffers.`)
    }
    values.set(buffer.subarray(start, start + size), offsets[row]!)
  }
  return { values, offsets }
}
