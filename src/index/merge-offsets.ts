/** Sorts chunks and joins those that overlap or lie so near that reading on costs less than a new start. */
import type { Chunk } from '../io/chunk.ts'
import type { OffsetList } from './offset-list.ts'

const NEAR_BYTES = 65_536 // compressed; a block has at most as many

/** Begins and ends of the same chunks. No chunk ends before it begins. */
export interface ChunkOffsets {
  readonly starts: OffsetList
  readonly ends: OffsetList
}

/**
 * Begins and ends are sorted apart, and leave their order. Where the next begin lies behind as many ends as there were begins, all chunks
 * up to it are over, and the last of those ends is the largest: there a gap is. A chunk without bytes is dropped.
 */
export function mergeOffsets({ starts, ends }: ChunkOffsets): readonly Chunk[] {
  starts.sort()
  ends.sort()
  const chunks: Chunk[] = []
  let first = 0
  for (let i = 1; i <= starts.length; i++) {
    if (i < starts.length && starts.blockAt(i) - ends.blockAt(i - 1) <= NEAR_BYTES) continue
    const start = starts.at(first)
    const end = ends.at(i - 1)
    if (start.block < end.block || start.within < end.within) chunks.push({ kind: 'bgzf', start, end })
    first = i
  }
  return chunks
}
