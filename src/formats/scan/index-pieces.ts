/** Regions to pieces of work, by an index: large regions are cut, small ones put together, each record stays in exactly one. */
import { ownRegions } from '../../genomics/own-regions.ts'
import type { OwnedRegion, Region } from '../../genomics/region.ts'
import type { GenomicIndex } from '../../index/genomic-index.ts'
import { mergeChunks } from '../../index/merge-chunks.ts'
import type { Chunk } from '../../io/chunk.ts'

export interface IndexPiece {
  readonly regions: readonly OwnedRegion[]
  readonly chunks: readonly Chunk[]
  /** Compressed bytes to read, about. */
  readonly bytes: number
}

/** Compressed bytes: smaller pieces are put together, larger ones are cut into parts of about `cut`. */
export interface PieceSizes {
  readonly small: number
  readonly cut: number
  readonly large: number
}

/** Pieces of about `bytes` compressed. */
export function pieceSizes(bytes: number = 2 << 20): PieceSizes {
  return { small: bytes / 2, cut: bytes, large: bytes * 2 }
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
    if (bytes <= sizes.large) return [finishPiece(ownRegions(regions), bytes, index)]
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
    if (pending.length > 0) pieces.push(finishPiece(pending, pendingBytes, index))
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

/** Chunks of one contig are joined where they lie near each other; those of two contigs are not, because others may lie between. */
function finishPiece(regions: readonly OwnedRegion[], bytes: number, index: GenomicIndex): IndexPiece {
  const chunks: Chunk[] = []
  for (const contig of new Set(regions.map(region => region.contig))) {
    const own = regions.filter(region => region.contig === contig).flatMap(region => index.query(region))
    chunks.push(...mergeChunks(own.filter(chunk => chunk.kind === 'bgzf')))
  }
  return { regions, chunks, bytes }
}
