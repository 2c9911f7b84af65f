import type { Region } from '../genomics/region.ts'
import type { VirtualOffset } from '../io/virtual-offset.ts'

/** Where records may lie. Never misses one; may hold others. A line or record belongs to the chunk that holds its first byte. */
export type Chunk =
  | { readonly kind: 'bytes'; readonly start: number; readonly end: number } // plain files
  | { readonly kind: 'bgzf'; readonly start: VirtualOffset; readonly end: VirtualOffset }
  | { readonly kind: 'cram-slice'; readonly container: number; readonly slice: number; readonly length: number }

export interface GenomicIndex {
  readonly kind: 'bai' | 'csi' | 'tbi' | 'crai' | 'px2'
  readonly contigs: readonly string[]
  query(region: Region): readonly Chunk[]
  /** Compressed bytes that reading these regions would fetch. */
  estimateBytes(region: Region): number
  /** Records placed on a contig, where the index counts them (BAI, CSI). */
  counts?(contig: string): { readonly mapped: number; readonly unmapped: number } | undefined
}
