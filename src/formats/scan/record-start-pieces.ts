/** A file cut where an index says that records begin: pieces that lie end to end, so that each proves where the next begins. */
import type { GenomicIndex } from '../../index/genomic-index.ts'
import type { Chunk } from '../../io/chunk.ts'

/** Compressed. A piece costs a millisecond or two of its own, so larger files have larger ones: so many, until a piece is three times as large. */
const PIECE_BYTES = 2 << 20
const PIECES = 16
const LARGEST_PIECE_BYTES = 6 << 20

/** Undefined: there is nothing to cut. The first piece begins at 0:0, which stands for the first record. */
export function recordStartPieces(index: GenomicIndex, size: number, pieceBytes?: number): readonly Chunk[] | undefined {
  const starts = (index.recordStarts?.(pieceBytes ?? usualPieceBytes(size)) ?? []).filter(({ block }) => block < size)
  if (starts.length === 0) return undefined
  const ends = [...starts, { block: size, within: 0 }]
  return ends.map((end, piece) => ({ kind: 'bgzf', start: starts[piece - 1] ?? { block: 0, within: 0 }, end }) as const)
}

function usualPieceBytes(size: number): number {
  return Math.max(PIECE_BYTES, Math.min(LARGEST_PIECE_BYTES, Math.round(size / PIECES)))
}
