/** What EXPLAIN and the warnings say about an index that is used. */
import type { Region } from '../../genomics/region.ts'
import type { FileScan } from './file-scan.ts'
import { regionsFromFilters } from './region-filter.ts'

/** Says so where a filter on `end` bounds nothing because the index may know other ends. */
export function noteEndBound({ spec, request, notes }: FileScan): void {
  const columns = spec.info.genomicColumns
  if (columns === undefined || columns.endBounds) return
  const withEnds = regionsFromFilters(request.filters, { ...columns, endBounds: true })
  if (JSON.stringify(withEnds) === JSON.stringify(regionsFromFilters(request.filters, columns))) return
  notes.endBound = 'not used: the header declares SVLEN, and the index may know other ends'
}

/** Warns of contigs that the filters name and neither the index nor the header knows: chr1 where the file says 1. */
export function noteContigs(
  { spec, request, warnings }: FileScan,
  { bound, contigs }: { readonly bound: readonly Region[]; readonly contigs: readonly string[] },
): void {
  const { info, location } = spec
  const known = new Set([...contigs, ...(info.contigs ?? []).map(contig => contig.name)])
  // Regions found out at run time name the contigs of another table: those that are not here have no rows here.
  const named = info.genomicColumns === undefined ? bound : regionsFromFilters(request.filters, info.genomicColumns)
  const asked = typeof named === 'string' ? [] : named.map(region => region.contig)
  const unknown = [...new Set(asked)].filter(contig => !known.has(contig))
  if (unknown.length === 0 || known.size === 0) return
  const some = [...known].slice(0, 3).join(', ')
  warnings.push(`${location} has no contig ${unknown.slice(0, 3).join(', ')}; its contigs are named like ${some}.`)
}
