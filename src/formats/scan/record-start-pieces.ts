/** A file cut where an index says that records begin: pieces that lie end to end, so that each proves where the next begins. */
import type { GenomicIndex } from '../../index/genomic-index.ts'
import type { Chunk } from '../../io/chunk.ts'

/** About 1 to 4 MB compressed. */
const PIECE_BYTES = 2 << 20

/** Undefined: there is nothing to cut. The first piece begins at 0:0, which stands for the first record. */
export function recordStartPieces(index: GenomicIndex, size: number, pieceBytes = PIECE_BYTES): readonly Chunk[] | undefined {
  const starts = (index.recordStarts?.(pieceBytes) ?? []).filter(({ block }) => block < size)
  if (starts.length === 0) return undefined
  const ends = [...starts, { block: size, within: 0 }]
  return ends.map((end, piece) => ({ kind: 'bgzf', start: starts[piece - 1] ?? { block: 0, within: 0 }, end }) as const)
}
