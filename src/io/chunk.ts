import type { VirtualOffset } from './virtual-offset.ts'

/**
 * A part of a file where records may lie. A line or record belongs to the chunk that holds its first byte.
 * 'bytes' on a BGZF file is a piece of the compressed file, cut anywhere: the reader finds the first block in it, and a line belongs to the
 * piece that holds the newline before it, so that no piece has to look behind itself.
 */
export type Chunk =
  | { readonly kind: 'bytes'; readonly start: number; readonly end: number }
  | { readonly kind: 'bgzf'; readonly start: VirtualOffset; readonly end: VirtualOffset }
  | { readonly kind: 'cram-slice'; readonly container: number; readonly slice: number; readonly length: number }
