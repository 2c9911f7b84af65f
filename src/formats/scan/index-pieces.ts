/** Regions to pieces of work, by an index: large regions are cut, small ones put together, each record stays in exactly one. */
import { ownRegions } from '../../genomics/own-regions.ts'
import type { OwnedRegion, Region } from '../../genomics/region.ts'
import type { GenomicIndex } from '../../index/genomic-index.ts'
import { mergeChunks } from '../../index/merge-chunks.ts'
import { ALL_PLACES, type Chunk } from '../../io/chunk.ts'

type BgzfChunk = Extract<Chunk, { kind: 'bgzf' }>

export interface IndexPiece {
  readonly regions: readonly OwnedRegion[]
  readonly chunks: readonly Chunk[]
  /** Compressed bytes to read, about. */
  readonly bytes: number
}

/** Compressed bytes: smaller pieces are put together, larger ones are cut into parts of about `cut`. Regions that begin so near each other are read in one go. */
export interface PieceSizes {
  readonly small: number
  readonly cut: number
  readonly large: number
  readonly near: number
}

/** Pieces of about `bytes` compressed. */
export function pieceSizes(bytes: number = 2 << 20): PieceSizes {
  return { small: bytes / 2, cut: bytes, large: bytes * 2, near: bytes / 32 }
}

/** `merged`: sorted within each contig. The pieces come in the order of the file. */
export function indexPieces(merged: readonly Region[], index: GenomicIndex, sizes = pieceSizes()): readonly IndexPiece[] {
  return index.runs === undefined ? sortedPieces(merged, index, sizes) : runPieces(merged, index, sizes)
}

/**
 * A contig of several runs is one piece, or each run has pieces of its own: what lies in the chunks of one run lies in those of no other, but a
 * cut through all of them would give the records in another order.
 */
function runPieces(merged: readonly Region[], index: GenomicIndex, sizes: PieceSizes): readonly IndexPiece[] {
  return index.contigs.flatMap(contig => {
    const regions = merged.filter(region => region.contig === contig)
    const bytes = regions.reduce((sum, region) => sum + index.estimateBytes(region), 0)
    if (bytes === 0) return []
    if (bytes <= sizes.large) return [finishPiece(ownRegions(regions), { bytes, near: sizes.near }, index)]
    return (index.runs?.(contig) ?? []).flatMap(run => sortedPieces(regions, run, sizes))
  })
}

/** The pieces come in the order of the index's contigs, which is that of the file. */
function sortedPieces(merged: readonly Region[], index: GenomicIndex, sizes: PieceSizes): readonly IndexPiece[] {
  const order = new Map(index.contigs.map((contig, position) => [contig, position]))
  // Contigs that the index does not list have no records. Sorting is stable.
  const present = merged.filter(region => order.has(region.contig)).sort((a, b) => (order.get(a.contig) ?? 0) - (order.get(b.contig) ?? 0))
  const pieces: IndexPiece[] = []
  let pending: OwnedRegion[] = []
  let pendingBytes = 0
  const flush = () => {
    if (pending.length > 0) pieces.push(finishPiece(pending, { bytes: pendingBytes, near: sizes.near }, index))
    pending = []
    pendingBytes = 0
  }
  for (const region of ownRegions(present)) {
    for (const part of cutRegion(region, index, sizes)) {
      const bytes = index.estimateBytes(part)
      if (bytes === 0) continue
      if (pendingBytes + bytes > sizes.cut) flush()
      pending.push(part)
      pendingBytes += bytes
      if (pendingBytes >= sizes.small) flush()
    }
  }
  flush()
  return pieces.filter(piece => piece.chunks.length > 0)
}

/** A part owns the records that begin in it, the first one also those that reach into the region from before. */
function cutRegion(region: OwnedRegion, index: GenomicIndex, sizes: PieceSizes): readonly OwnedRegion[] {
  if (index.estimateBytes(region) <= sizes.large) return [region]
  const { contig, interval, minStart } = region
  const cuts = index.cutPositions(region, sizes.cut).filter(cut => cut > interval.start && cut < interval.end)
  const starts = [interval.start, ...cuts]
  return starts.map((start, i) => ({
    contig,
    interval: { start, end: starts[i + 1] ?? interval.end },
    minStart: i === 0 ? minStart : start,
  }))
}

/** Chunks of two contigs are not joined, because others may lie between. */
function finishPiece(
  regions: readonly OwnedRegion[],
  { bytes, near }: { readonly bytes: number; readonly near: number },
  index: GenomicIndex,
): IndexPiece {
  const chunks: Chunk[] = []
  for (const contig of new Set(regions.map(region => region.contig))) {
    const own = regions.filter(region => region.contig === contig)
    chunks.push(...(index.kind === 'px2' ? joinedChunks(own, index) : chunksToEnds(own, near, index)))
  }
  return { regions, chunks, bytes }
}

/** Of records that need not be sorted as a whole. */
function joinedChunks(regions: readonly OwnedRegion[], index: GenomicIndex): readonly Chunk[] {
  return mergeChunks(regions.flatMap(region => chunksOf(region, index)))
}

interface NearRegions {
  readonly from: number
  until: number
  /** Block in which the records of the last one begin. */
  begin: number
  readonly chunks: BgzfChunk[]
}

/**
 * Regions whose records begin near each other are read in one go, others each to its own end: the chunks of an index reach far behind it, and from one
 * region to the next.
 */
function chunksToEnds(regions: readonly OwnedRegion[], near: number, index: GenomicIndex): readonly Chunk[] {
  const groups: NearRegions[] = []
  for (const region of regions) {
    const chunks = chunksOf(region, index)
    const [first] = chunks
    if (first === undefined) continue
    const last = groups.at(-1)
    const { block: begin } = first.start
    const { end: until } = region.interval
    if (last && begin - last.begin <= near) {
      last.chunks.push(...chunks)
      last.begin = begin
      last.until = until
    } else groups.push({ from: last?.until ?? ALL_PLACES.from, until, begin, chunks: [...chunks] })
  }
  return groups.flatMap(({ from, until, chunks }) => mergeChunks(chunks).map(chunk => ({ ...chunk, places: { from, until } })))
}

function chunksOf(region: OwnedRegion, index: GenomicIndex): readonly BgzfChunk[] {
  return index.query(region).filter(chunk => chunk.kind === 'bgzf')
}
