/** The index of one contig: its bins, where it has one its linear index, and the counts. */
import type { VirtualOffset } from '../io/virtual-offset.ts'

export interface OffsetPair {
  readonly start: VirtualOffset
  readonly end: VirtualOffset
}

export interface Bin {
  readonly chunks: readonly OffsetPair[]
  /** CSI: offset of the first record that overlaps the bin. */
  readonly firstRecord?: VirtualOffset
}

export interface ContigBins {
  readonly bins: ReadonlyMap<number, Bin>
  /** BAI and TBI: offset of the first record that overlaps each window of 16 kbp; block 0, within 0 where there is none. */
  readonly linear?: readonly VirtualOffset[]
  readonly counts?: { readonly mapped: number; readonly unmapped: number }
}

export function compareOffsets(a: VirtualOffset, b: VirtualOffset): number {
  return a.block - b.block || a.within - b.within
}
