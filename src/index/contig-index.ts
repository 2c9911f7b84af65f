/** The index of one contig, in the bytes of the index file: its bins are looked up when they are first asked for, and stay there. */
import type { VirtualOffset } from '../io/virtual-offset.ts'
import type { IndexBytes } from './index-bytes.ts'
import type { ChunkOffsets } from './merge-offsets.ts'
import { type BinLayout, type BinsSummary, type RecordCounts, readBins, skipBins } from './read-bins.ts'

const UNSET_BLOCK = 2 ** 48 - 1 // some writers leave all bits set in windows without records
const NOWHERE: VirtualOffset = { block: 0, within: 0 }

/** The part of a file in which the records of a region can lie. */
export interface OffsetBounds {
  readonly least: VirtualOffset
  readonly most: VirtualOffset
}

export class ContigIndex {
  readonly #input: IndexBytes
  readonly #layout: BinLayout
  readonly #at: number
  readonly #summary: BinsSummary
  #bins: ReadonlyMap<number, number> | undefined

  /** The input stands at the contig's bins, and goes on behind them. */
  constructor(input: IndexBytes, layout: BinLayout) {
    this.#input = input
    this.#layout = layout
    this.#at = input.position
    this.#summary = skipBins(input, layout)
  }

  /** The largest offset at which a chunk ends. */
  get lastEnd(): VirtualOffset {
    return this.#summary.lastEnd
  }

  get counts(): RecordCounts | undefined {
    return this.#summary.counts
  }

  get hasRecords(): boolean {
    return this.#summary.binCount > 0
  }

  /** By number, where the bin lies in the file. */
  get bins(): ReadonlyMap<number, number> {
    if (!this.#bins) {
      this.#input.position = this.#at
      this.#bins = readBins(this.#input, this.#layout)
    }
    return this.#bins
  }

  /** Windows of the linear index, which BAI and TBI have. */
  get windowCount(): number | undefined {
    return this.#summary.linear?.count
  }

  /** Offset of the first record that overlaps a window of 16 kbp; block 0, within 0 where there is none. */
  windowStart(window: number): VirtualOffset {
    const { linear } = this.#summary
    if (linear === undefined || window < 0 || window >= linear.count) return NOWHERE
    const at = linear.at + window * 8
    const block = this.#input.blockAt(at)
    return block === UNSET_BLOCK ? NOWHERE : { block, within: this.#input.withinAt(at) }
  }

  /** CSI: offset of the first record that overlaps a bin. */
  firstRecord(bin: number): VirtualOffset {
    return { block: this.#input.blockAt(bin + 4), within: this.#input.withinAt(bin + 4) }
  }

  /** Where the first chunk of a bin begins; undefined for a bin without chunks. */
  firstChunk(bin: number): VirtualOffset | undefined {
    const head = this.#chunksOf(bin)
    return this.#input.uint32At(head) === 0 ? undefined : { block: this.#input.blockAt(head + 4), within: this.#input.withinAt(head + 4) }
  }

  /** Adds the chunks of a bin, as far as they lie behind `least` and before `most`. */
  collectChunks(bin: number, { least, most }: OffsetBounds, into: ChunkOffsets): void {
    const input = this.#input
    const head = this.#chunksOf(bin)
    const end = head + 4 + 16 * input.uint32At(head)
    for (let at = head + 4; at < end; at += 16) {
      const endBlock = input.blockAt(at + 8)
      const endWithin = input.withinAt(at + 8)
      if (endBlock < least.block || (endBlock === least.block && endWithin <= least.within)) continue
      const block = input.blockAt(at)
      const within = input.withinAt(at)
      if (block > most.block || (block === most.block && within >= most.within)) continue
      const isBefore = block < least.block || (block === least.block && within < least.within)
      const isBehind = endBlock > most.block || (endBlock === most.block && endWithin > most.within)
      into.starts.push(isBefore ? least.block : block, isBefore ? least.within : within)
      into.ends.push(isBehind ? most.block : endBlock, isBehind ? most.within : endWithin)
    }
  }

  /** Where a bin says how many chunks it has: behind its number, and loffset. */
  #chunksOf(bin: number): number {
    return bin + (this.#layout.kind === 'csi' ? 12 : 4)
  }
}
