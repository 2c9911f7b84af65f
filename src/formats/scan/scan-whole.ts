/** Plans a scan of the whole file, in pieces where it can be cut. */
import type { ScanPartition } from '../../catalog/table-provider.ts'
import { bytePieces } from './byte-pieces.ts'
import type { FileScan, PlannedPartitions } from './file-scan.ts'
import { findIndex, readIndex } from './find-index.ts'
import { indexSearch, isOlder } from './index-search.ts'
import { recordStartPieces } from './record-start-pieces.ts'

export async function scanWhole(scan: FileScan): Promise<PlannedPartitions> {
  return { partitions: await cutWhole(scan), bytes: scan.file.size ?? 0 }
}

async function cutWhole(scan: FileScan): Promise<readonly ScanPartition[]> {
  const { spec, request, file, partition } = scan
  const { splittable } = spec.info
  if (splittable === 'no') return [partition]
  const pieces = splittable === 'by-index-only' ? undefined : bytePieces(file.size, file.compression, spec.pieceBytes)
  const byBytes = pieces?.map(chunk => ({ ...partition, chunks: [chunk] })) ?? [partition]
  if (splittable === 'by-bytes') return byBytes
  // For a few rows a large index is not worth its reading, and for a small file there is nothing to cut.
  if (splittable === 'by-index' && (request.limit !== undefined || pieces === undefined)) return byBytes
  return (await cutByIndex(scan)) ?? byBytes
}

/** Undefined without an index that is as new as the file. */
async function cutByIndex(scan: FileScan): Promise<readonly ScanPartition[] | undefined> {
  const { spec, file, notes, partition } = scan
  const search = indexSearch(scan)
  const location = file.compression === 'bgzf' ? await findIndex(search) : undefined
  if (location === undefined || file.size === undefined) return undefined
  const { index, modified } = await readIndex(location, search)
  if (isOlder(modified, file.modified)) {
    notes.index = 'not used: it is older than the file'
    return undefined
  }
  index.checkFits(file.size, spec.location)
  const pieces = recordStartPieces(index, file.size, spec.pieceBytes)
  if (pieces === undefined) return undefined
  notes.index = `${index.kind}, to cut the file where records begin`
  return pieces.map(chunk => ({ ...partition, chunks: [chunk], options: { ...partition.options, indexPath: location } }))
}
