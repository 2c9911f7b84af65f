import type { Region } from '../genomics/region.ts'
import type { Chunk } from '../io/chunk.ts'
import type { VirtualOffset } from '../io/virtual-offset.ts'
import type { TextColumns } from './text-columns.ts'

export type { Chunk } from '../io/chunk.ts'

/** From a region to where its records may lie. Never misses one; may hold others. */
export interface GenomicIndex {
  readonly kind: 'bai' | 'csi' | 'tbi' | 'crai' | 'px2'
  readonly location: string
  readonly contigs: readonly string[]
  /** Of an index of text lines: the columns it was built for. */
  readonly textColumns?: TextColumns | undefined
  /** Why no region can be read by it, in words for EXPLAIN. */
  readonly unusable?: string | undefined
  /**
   * Where the records of a contig are not sorted as a whole but in runs one behind the other (PX2: one for each second contig): an index of
   * each, in the order of the file.
   */
  runs?(contig: string): readonly GenomicIndex[]
  query(region: Region): readonly Chunk[]
  /** Compressed bytes that reading these regions would fetch. */
  estimateBytes(region: Region): number
  /** Records placed on a contig, where the index counts them (BAI, CSI). */
  counts?(contig: string): { readonly mapped: number; readonly unmapped: number } | undefined
  /** Records placed on no contig, where the index counts them. */
  readonly unplaced?: number | undefined
  /** Whether the index has records of a contig. */
  hasRecords?(contig: string): boolean
  /** Where to cut a region (0-based positions, ascending, inside it) so that each piece reads about `targetBytes` compressed bytes. */
  cutPositions(region: Region, targetBytes: number): readonly number[]
  /** Where records begin, ascending, about `targetBytes` of compressed data apart: to cut the whole file into pieces. */
  recordStarts?(targetBytes: number): readonly VirtualOffset[]
  /** A FORMAT error if the index points beyond the end of data of this size: then it is the index of another file. */
  checkFits(dataSize: number, dataLocation: string): void
}
