/** Sorts chunks given as objects, and joins those that overlap or lie near each other. */
import type { Chunk } from '../io/chunk.ts'
import type { VirtualOffset } from '../io/virtual-offset.ts'
import { mergeOffsets } from './merge-offsets.ts'
import { OffsetList } from './offset-list.ts'

export interface OffsetPair {
  readonly start: VirtualOffset
  readonly end: VirtualOffset
}

export function mergeChunks(pairs: readonly OffsetPair[]): readonly Chunk[] {
  const starts = new OffsetList()
  const ends = new OffsetList()
  for (const { start, end } of pairs) {
    starts.push(start.block, start.within)
    ends.push(end.block, end.within)
  }
  return mergeOffsets({ starts, ends })
}
