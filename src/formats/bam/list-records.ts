/** Lists the whole records in a run of bytes: by their sizes alone. */
import { FIXED_BYTES, int32At, SIZE_BYTES } from './bam-layout.ts'
import type { BamRows } from './bam-rows.ts'

export interface Listing {
  /** Just past the last record listed. */
  readonly end: number
  readonly stop: 'full' | 'limit' | 'incomplete' | 'bad-size'
}

export interface ListBounds {
  /** Records begin before it; may be infinite. */
  readonly limit: number
  /** Of the bytes at hand. */
  readonly length: number
  /** A larger block_size is not believed. */
  readonly maxSize: number
}

/** Records from `from` on that begin before `limit`, until `rows` holds as many as it can. */
export function listRecords(rows: BamRows, from: number, bounds: ListBounds): Listing {
  return rows.kernels?.list(rows, from, bounds) ?? listByScript(rows, from, bounds)
}

function listByScript(rows: BamRows, from: number, bounds: ListBounds): Listing {
  const { bytes, starts } = rows
  const { limit, length, maxSize } = bounds
  const most = starts.length
  let at = from
  let count = rows.count
  let stop: Listing['stop'] = 'full'
  while (count < most) {
    if (at >= limit) {
      stop = 'limit'
      break
    }
    if (at + SIZE_BYTES > length) {
      stop = 'incomplete'
      break
    }
    const size = int32At(bytes, at)
    if (size < FIXED_BYTES || size > maxSize) {
      stop = 'bad-size'
      break
    }
    const next = at + SIZE_BYTES + size
    if (next > length) {
      stop = 'incomplete'
      break
    }
    starts[count++] = at
    at = next
  }
  rows.count = count
  return { end: at, stop }
}
