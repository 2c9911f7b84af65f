/** How many records lie on each contig, by an index that counts them and is as new as the file. */
import type { ContigCounts } from '../../catalog/table-provider.ts'
import { checkIndexContigs } from './check-index-contigs.ts'
import type { FileScan } from './file-scan.ts'
import { findIndex, readIndex } from './find-index.ts'
import { indexSearch, isOlder } from './index-search.ts'

/** Undefined: the records must be counted. */
export async function countByIndex(scan: FileScan): Promise<ContigCounts | undefined> {
  const { spec, file, notes } = scan
  if (file.compression !== 'bgzf' || file.size === undefined) return undefined
  const search = indexSearch(scan)
  const found = await findIndex(search)
  if (found === undefined) return undefined
  const { index, modified } = await readIndex(found, search)
  if (modified === undefined || isOlder(modified, file.modified)) return undefined
  index.checkFits(file.size, spec.location)
  checkIndexContigs(index, { location: spec.location, firstContig: spec.info.firstContig })
  // Every line of a text file has a contig; alignments may have none, and the index must know how many.
  const unplaced = index.unplaced ?? (index.textColumns === undefined ? undefined : 0)
  if (unplaced === undefined || index.counts === undefined) return undefined
  const contigs: ContigCounts['contigs'][number][] = []
  for (const name of index.contigs) {
    const counts = index.counts(name)
    if (counts === undefined && index.hasRecords?.(name) !== false) return undefined
    contigs.push({ name, mapped: counts?.mapped ?? 0, unmapped: counts?.unmapped ?? 0 })
  }
  return { contigs, unplaced, notes: { ...notes, index: index.kind } }
}
