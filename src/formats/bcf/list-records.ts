/** Lists the whole records in a run of bytes: by their sizes alone. */

import type { RecordRows } from '../records/record-rows.ts'
import { FIXED_BYTES, SIZE_BYTES, uint32At } from './bcf-layout.ts'

export interface Listing {
  /** Just past the last record listed. */
  readonly end: number
  readonly stop: 'full' | 'limit' | 'incomplete' | 'bad-size'
}

/** Records from `from` on that begin at or before `lastStart`, until `rows` holds as many as it can. */
export function listRecords(
  rows: RecordRows,
  from: number,
  bounds: { readonly lastStart: number; readonly length: number; readonly maxSize: number },
): Listing {
  const { bytes, starts } = rows
  const { lastStart, length, maxSize } = bounds
  const most = starts.length
  let at = from
  let count = rows.count
  let stop: Listing['stop'] = 'full'
  while (count < most) {
    if (at > lastStart) {
      stop = 'limit'
      break
    }
    if (at + SIZE_BYTES > length) {
      stop = 'incomplete'
      break
    }
    const shared = uint32At(bytes, at)
    const size = shared + uint32At(bytes, at + 4)
    if (shared < FIXED_BYTES || size > maxSize) {
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
