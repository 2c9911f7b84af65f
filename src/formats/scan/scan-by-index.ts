/** Plans a scan of the chunks that an index gives for the wanted regions. */
import type { GenomicIndex } from '../../index/genomic-index.ts'
import type { FileInfo } from '../file-format.ts'
import { checkIndexContigs } from './check-index-contigs.ts'
import { type FileScan, type PlannedPartitions, scanOptions } from './file-scan.ts'
import { findIndex, type IndexSearch, indexLocations, readIndex } from './find-index.ts'
import { indexPieces, pieceSizes } from './index-pieces.ts'
import { indexSearch, isOlder } from './index-search.ts'
import { noteContigs, noteEndBound } from './note-index.ts'
import { reachEmptyRecords } from './reach-empty-records.ts'
import { regionsNote } from './scan-notes.ts'

/** Undefined where the index cannot help; the notes then say why. */
export async function scanByIndex(scan: FileScan): Promise<PlannedPartitions | undefined> {
  const { spec, bound, file, notes, warnings } = scan
  const { location, info } = spec
  if (bound === 'none') return undefined
  if (bound !== 'all') notes.regions = regionsNote(bound)
  const search = indexSearch(scan)
  const found = info.genomicColumns === undefined ? undefined : await findIndex(search)
  const unusable = whyNot(scan, { found, search })
  if (found === undefined || bound === 'all' || unusable !== undefined) {
    if (unusable !== undefined) notes.index = unusable
    return undefined
  }
  const { index: read, modified } = await readIndex(found, search)
  const misfit = read.unusable === undefined ? columnMisfit(read, info) : `not used: ${read.unusable}`
  if (misfit !== undefined) {
    notes.index = misfit
    return undefined
  }
  const index = info.genomicColumns?.mayBeEmpty ? reachEmptyRecords(read) : read
  if (file.size !== undefined) index.checkFits(file.size, location)
  checkIndexContigs(index, { location, firstContig: info.firstContig })
  if (isOlder(modified, file.modified))
    warnings.push(`The index ${found} is older than ${location}. Build it again if the file was changed.`)
  notes.index = index.kind
  noteEndBound(scan)
  noteContigs(scan, { bound, contigs: index.contigs })
  const pieces = indexPieces(bound, index, pieceSizes(spec.pieceBytes))
  notes.chunks = String(pieces.reduce((sum, piece) => sum + piece.chunks.length, 0))
  const options = { ...spec.options, indexPath: found }
  return {
    partitions: pieces.map(({ regions, chunks }) => ({ ...scan.partition, regions, chunks, options })),
    bytes: pieces.reduce((sum, piece) => sum + piece.bytes, 0),
  }
}

/** Why an index is not even read, in words for EXPLAIN; undefined where there is nothing to say, or nothing against it. */
function whyNot(
  { spec, bound, file }: FileScan,
  { found, search }: { readonly found: string | undefined; readonly search: IndexSearch },
): string | undefined {
  if (found === undefined) return bound === 'all' ? undefined : `none: there is no ${indexLocations(search).map(baseName).join(' or ')}`
  if (bound === 'all') {
    return scanOptions(spec).predicatePushdown === false ? 'not used: predicate_pushdown is off' : 'not used: the filters name no region'
  }
  return file.compression === 'bgzf' ? undefined : `not used: the file is ${file.compression === 'gzip' ? 'gzip' : 'plain text'}, not BGZF`
}

/** An index of other columns knows other places: that of ends that are starts would miss records. */
function columnMisfit(index: GenomicIndex, { indexColumns: wanted }: FileInfo): string | undefined {
  const { textColumns: built } = index
  if (wanted === undefined || built === undefined) return undefined
  const { contigColumn, startColumn, endColumn } = built
  // Records that are points lie in any index of their starts.
  const hasEnd = wanted.end === undefined || endColumn === wanted.end
  const { secondContigColumn: second } = built
  if (second !== undefined && second !== wanted.secondContig)
    return `not used: it was built for pairs whose second contig is in column ${second}`
  if (contigColumn === wanted.contig && startColumn === wanted.start && hasEnd) return undefined
  const { contig, start, end = start } = wanted
  return `not used: it was built for columns ${contigColumn}, ${startColumn} and ${endColumn}, not ${contig}, ${start} and ${end}`
}

function baseName(location: string): string {
  return location.slice(location.lastIndexOf('/') + 1)
}
