/** A file without an index, cut by size alone: pieces that depend on nothing but the file. */
import type { Chunk } from '../../io/chunk.ts'
import type { Compression } from '../../io/compression.ts'

/** About 1 to 4 MB compressed; text shrinks some four times. */
export const PIECE_BYTES = { bgzf: 3 << 20, plain: 12 << 20 } as const
/** Beyond this many, pieces grow instead. */
const MOST_PIECES = 16_384

/** Undefined: the file is read in one go. `pieceBytes`: another size of the pieces. */
export function bytePieces(size: number | undefined, compression: Compression, pieceBytes?: number): readonly Chunk[] | undefined {
  if (size === undefined || compression === 'gzip') return undefined
  const count = Math.min(MOST_PIECES, Math.round(size / (pieceBytes ?? PIECE_BYTES[compression])))
  if (count < 2) return undefined
  const border = (piece: number) => Math.round((size * piece) / count)
  return Array.from({ length: count }, (_, piece) => ({ kind: 'bytes', start: border(piece), end: border(piece + 1) }) as const)
}
