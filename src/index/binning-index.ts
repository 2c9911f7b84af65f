/** Regions to chunks over bins: what BAI, TBI, CSI and PX2 have in common. */
import { QueryError } from '../common/errors.ts'
import type { Region } from '../genomics/region.ts'
import type { VirtualOffset } from '../io/virtual-offset.ts'
import type { BinningScheme } from './binning-scheme.ts'
import type { ContigIndex, OffsetBounds } from './contig-index.ts'
import type { Chunk, GenomicIndex } from './genomic-index.ts'
import { type ChunkOffsets, mergeOffsets } from './merge-offsets.ts'
import { OffsetList } from './offset-list.ts'
import type { RecordCounts } from './read-bins.ts'
import type { TextColumns } from './text-columns.ts'

const LAST_BLOCK_BYTES = 16_384 // a guess: the chunk says where its last block begins, not how large it is
const FILE_START: VirtualOffset = { block: 0, within: 0 }
const NO_END: VirtualOffset = { block: Number.POSITIVE_INFINITY, within: 0 }
const ANYWHERE: OffsetBounds = { least: FILE_START, most: NO_END }

export interface BinningContent {
  readonly kind: 'bai' | 'tbi' | 'csi' | 'px2'
  readonly location: string
  readonly scheme: BinningScheme
  readonly contigs: readonly string[]
  /** In the order of `contigs`. */
  readonly contigIndexes: readonly ContigIndex[]
  readonly textColumns?: TextColumns
  /** Records placed on no contig, where the file counts them. */
  readonly unplaced?: number | undefined
}

export class BinningIndex implements GenomicIndex {
  readonly kind: 'bai' | 'tbi' | 'csi' | 'px2'
  readonly location: string
  readonly contigs: readonly string[]
  /** Of an index of a text file: its columns. */
  readonly textColumns: TextColumns | undefined
  readonly unplaced: number | undefined
  readonly #scheme: BinningScheme
  readonly #contigs: ReadonlyMap<string, ContigIndex>

  constructor({ kind, location, scheme, contigs, contigIndexes, textColumns, unplaced }: BinningContent) {
    this.unplaced = unplaced
    this.kind = kind
    this.location = location
    this.contigs = contigs
    this.textColumns = textColumns
    this.#scheme = scheme
    // Readers give as many names as indexes.
    this.#contigs = new Map(contigIndexes.map((contig, i) => [contigs[i]!, contig]))
    if (this.#contigs.size < contigIndexes.length) {
      const at = { location, indexLocation: location }
      throw new QueryError('FORMAT', `Broken index file ${location}: it names a contig twice.`, at, { reason: 'index' })
    }
  }

  query(region: Region): readonly Chunk[] {
    const contig = this.#contigs.get(region.contig)
    const interval = this.#clip(region)
    if (!contig || !interval) return []
    const bounds = region.interval ? this.#boundsOf(contig, interval) : ANYWHERE
    const chunks: ChunkOffsets = { starts: new OffsetList(), ends: new OffsetList() }
    for (const bin of this.#binsOf(contig, interval)) contig.collectChunks(bin, bounds, chunks)
    return mergeOffsets(chunks)
  }

  estimateBytes(region: Region): number {
    let bytes = 0
    let first = Number.POSITIVE_INFINITY
    for (const chunk of this.query(region)) {
      if (chunk.kind !== 'bgzf') continue
      bytes += chunk.end.block - chunk.start.block + (chunk.end.within > 0 ? LAST_BLOCK_BYTES : 0)
      first = Math.min(first, chunk.start.block)
    }
    // Who reads stops behind the region, which the windows of a linear index tell more closely than bins do.
    const next = this.#nextWindow(region)
    return next === undefined || next.block < first ? bytes : Math.min(bytes, next.block - first + LAST_BLOCK_BYTES)
  }

  /** Where the records of the window behind a region begin, about. */
  #nextWindow(region: Region): VirtualOffset | undefined {
    const interval = this.#clip(region)
    const contig = this.#contigs.get(region.contig)
    if (!contig || !interval) return undefined
    const offset = contig.windowStart(Math.floor((interval.end - 1) / 2 ** this.#scheme.minShift) + 1)
    return offset.block > 0 ? offset : undefined
  }

  counts(contig: string): RecordCounts | undefined {
    return this.#contigs.get(contig)?.counts
  }

  hasRecords(contig: string): boolean {
    return this.#contigs.get(contig)?.hasRecords ?? false
  }

  cutPositions(region: Region, targetBytes: number): readonly number[] {
    const contig = this.#contigs.get(region.contig)
    const interval = this.#clip(region)
    if (!contig || !interval) return []
    const cuts: number[] = []
    let pieceStart: number | undefined
    for (const [position, block] of this.#windowStarts(contig)) {
      if (position >= interval.end) break
      if (pieceStart === undefined || position <= interval.start) {
        pieceStart = block
      } else if (block - pieceStart >= targetBytes) {
        cuts.push(position)
        pieceStart = block
      }
    }
    return cuts
  }

  recordStarts(targetBytes: number): readonly VirtualOffset[] {
    const chunks: ChunkOffsets = { starts: new OffsetList(), ends: new OffsetList() }
    for (const contig of this.#contigs.values()) {
      for (const bin of contig.bins.values()) contig.collectChunks(bin, ANYWHERE, chunks)
    }
    const { starts } = chunks
    starts.sort()
    const apart: VirtualOffset[] = []
    let last = 0
    for (let i = 0; i < starts.length; i++) {
      if (starts.blockAt(i) - last < targetBytes) continue
      apart.push(starts.at(i))
      last = starts.blockAt(i)
    }
    return apart
  }

  checkFits(dataSize: number, dataLocation: string): void {
    for (const { lastEnd } of this.#contigs.values()) {
      const { block, within } = lastEnd
      if (block > dataSize || (block === dataSize && within > 0)) throw this.#misfit(lastEnd, dataSize, dataLocation)
    }
  }

  /** Undefined if nothing of the region can be indexed. */
  #clip({ interval }: Region): { readonly start: number; readonly end: number } | undefined {
    if (!interval) return { start: 0, end: this.#scheme.end }
    const start = Math.max(0, interval.start)
    // A region of no length still touches the records around its point.
    const end = Math.min(this.#scheme.end, Math.max(interval.end, start + 1))
    return start < end ? { start, end } : undefined
  }

  *#binsOf({ bins }: ContigIndex, { start, end }: { readonly start: number; readonly end: number }): Generator<number, void, undefined> {
    for (let level = 0; level <= this.#scheme.depth; level++) {
      const { first, last } = this.#scheme.binsOfLevel(level, start, end)
      // A deep CSI has millions of bins of which few exist: go through the smaller set.
      if (last - first < bins.size) {
        for (let number = first; number <= last; number++) {
          const bin = bins.get(number)
          if (bin !== undefined) yield bin
        }
      } else {
        for (const [number, bin] of bins) if (number >= first && number <= last) yield bin
      }
    }
  }

  #boundsOf(contig: ContigIndex, { start, end }: { readonly start: number; readonly end: number }): OffsetBounds {
    return { least: this.#firstOffset(contig, start) ?? FILE_START, most: this.#lastOffset(contig, end) ?? NO_END }
  }

  /**
   * No record at or behind this offset begins before `end`: there the nearest bin begins that lies behind it. Without it the chunks of the large bins would
   * be read to their ends, which lie at the borders of all the bins that they cover.
   */
  #lastOffset(contig: ContigIndex, end: number): VirtualOffset | undefined {
    for (let number = this.#scheme.leafAt(end - 1) + 1; ; number++) {
      // A bin's first child begins where it does. Behind the last bin of a level stands the first of the next one, and the way leads up to bin 0.
      while (number % 8 === 1) number = this.#scheme.parentOf(number)
      if (number === 0) return undefined
      const bin = contig.bins.get(number)
      const offset = bin === undefined ? undefined : contig.firstChunk(bin)
      if (offset) return offset
    }
  }

  /** No record that overlaps `start` or what lies behind it begins before this offset. */
  #firstOffset(contig: ContigIndex, start: number): VirtualOffset | undefined {
    const { windowCount } = contig
    if (windowCount !== undefined) return contig.windowStart(Math.min(Math.floor(start / 2 ** this.#scheme.minShift), windowCount - 1))
    // CSI has an offset only for bins that exist: the nearest one to the left, else the parent.
    const { bins } = contig
    let number = this.#scheme.leafAt(start)
    while (number > 0) {
      const bin = bins.get(number)
      if (bin !== undefined) return contig.firstRecord(bin)
      const parent = this.#scheme.parentOf(number)
      number = number > parent * 8 + 1 ? number - 1 : parent
    }
    const root = bins.get(0)
    return root === undefined ? undefined : contig.firstRecord(root)
  }

  /** Positions and the blocks from which their records lie, ascending: the windows that are not empty. */
  *#windowStarts(contig: ContigIndex): Generator<readonly [number, number], void, undefined> {
    const { windowCount } = contig
    if (windowCount !== undefined) {
      const size = 2 ** this.#scheme.minShift
      for (let window = 0; window < windowCount; window++) {
        const { block } = contig.windowStart(window)
        if (block > 0) yield [window * size, block]
      }
      return
    }
    // Writers merge small bins into their parents, so that every level counts. The offset is that of the bin's first window.
    const starts: (readonly [number, number])[] = []
    for (const [number, bin] of contig.bins) starts.push([this.#scheme.startOf(number), contig.firstRecord(bin).block])
    yield* starts.sort((a, b) => a[0] - b[0] || a[1] - b[1])
  }

  #misfit(end: VirtualOffset, dataSize: number, location: string): QueryError {
    const message =
      `The index ${this.location} does not fit ${location}: it points to byte ${end.block}, but the file has ${dataSize} bytes. ` +
      'Build the index again, or give the right one by index_path.'
    return new QueryError(
      'FORMAT',
      message,
      { location, indexLocation: this.location, byteOffset: end.block },
      { reason: 'index_mismatch' },
    )
  }
}
