/**
 * An index that also finds empty records, [100, 100): their writers put them into the bins around the base before (htslib takes its window
 * from end - 1), so that a region asks one base further to the left.
 */
import type { Region } from '../../genomics/region.ts'
import type { GenomicIndex } from '../../index/genomic-index.ts'

export function reachEmptyRecords(index: GenomicIndex): GenomicIndex {
  const { kind, location, contigs } = index
  return {
    kind,
    location,
    contigs,
    query: region => index.query(widened(region)),
    estimateBytes: region => index.estimateBytes(widened(region)),
    cutPositions: (region, targetBytes) => index.cutPositions(region, targetBytes),
    checkFits: (dataSize, dataLocation) => index.checkFits(dataSize, dataLocation),
  }
}

function widened(region: Region): Region {
  const { contig, interval } = region
  return interval === undefined ? region : { contig, interval: { start: Math.max(0, interval.start - 1), end: interval.end } }
}
