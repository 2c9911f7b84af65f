import type { VirtualOffset } from './virtual-offset.ts'

/**
 * A part of a file where records may lie. A line or record belongs to the chunk that holds its first byte.
 * 'bytes' on a BGZF file is a piece of the compressed file, cut anywhere: the reader finds the first block in it, and a line belongs to the
 * piece that holds the newline before it, so that no piece has to look behind itself.
 */
export type Chunk =
  | { readonly kind: 'bytes'; readonly start: number; readonly end: number }
  | { readonly kind: 'bgzf'; readonly start: VirtualOffset; readonly end: VirtualOffset; readonly places?: ChunkPlaces }
  | { readonly kind: 'cram-slice'; readonly container: number; readonly slice: number; readonly length: number }

/**
 * Of the records of a chunk, which are sorted, only those are wanted that begin in [from, until), 0-based: those before were wanted of the chunk before,
 * and behind nothing need be read.
 */
export interface ChunkPlaces {
  readonly from: number
  readonly until: number
}

/** Records that stand before the first base, as VCF's POS 0 does, begin at -1. */
export const ALL_PLACES: ChunkPlaces = { from: -1, until: Number.POSITIVE_INFINITY }

export function placesOf(chunk: Chunk | undefined): ChunkPlaces {
  return (chunk?.kind === 'bgzf' ? chunk.places : undefined) ?? ALL_PLACES
}
