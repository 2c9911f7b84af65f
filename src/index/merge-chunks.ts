/** Sorts chunks and joins those that overlap or lie so near that reading on costs less than a new start. */
import type { Chunk } from '../io/chunk.ts'
import { compareOffsets, type OffsetPair } from './contig-bins.ts'

const NEAR_BYTES = 65_536 // compressed; a block has at most as many

export function mergeChunks(pairs: readonly OffsetPair[]): readonly Chunk[] {
  const sorted = pairs.filter(({ start, end }) => compareOffsets(start, end) < 0).sort((a, b) => compareOffsets(a.start, b.start))
  const chunks: Extract<Chunk, { kind: 'bgzf' }>[] = []
  for (const { start, end } of sorted) {
    const last = chunks.at(-1)
    if (last && start.block - last.end.block <= NEAR_BYTES) {
      if (compareOffsets(end, last.end) > 0) chunks[chunks.length - 1] = { ...last, end }
    } else {
      chunks.push({ kind: 'bgzf', start, end })
    }
  }
  return chunks
}
