/** Reads a CSI index file (CSIv1). */
import { readWhole } from '../io/read-whole.ts'
import { BinningIndex } from './binning-index.ts'
import { BinningScheme } from './binning-scheme.ts'
import { ContigIndex } from './contig-index.ts'
import { IndexBytes } from './index-bytes.ts'
import { INDEX_BYTES_LIMIT } from './index-limits.ts'
import type { IndexRequest } from './index-request.ts'
import { nameContigs } from './name-contigs.ts'
import { readTextColumns } from './read-text-columns.ts'
import { readUnplaced } from './read-unplaced.ts'

const CONTIG_BYTES = 4 // n_bin
const MAX_SHIFT = 40
const MAX_DEPTH = 9 // bin numbers are uint32
const TEXT_HEADER_BYTES = 28

export async function readCsiIndex(request: IndexRequest): Promise<BinningIndex> {
  const { location } = request.source
  const input = new IndexBytes(location, await readWhole({ ...request, limitBytes: INDEX_BYTES_LIMIT }))
  input.magic('CSI\x01', 'CSI')
  const minShift = input.int32('min_shift')
  const depth = input.int32('depth')
  if (minShift < 1 || minShift > MAX_SHIFT) throw input.fault(`min_shift is ${minShift}; 1 to ${MAX_SHIFT} make sense`)
  if (depth < 0 || depth > MAX_DEPTH) throw input.fault(`depth is ${depth}; 0 to ${MAX_DEPTH} make sense`)
  const aux = input.bytes(input.count('l_aux', 1), 'aux')
  // Indexes of text files keep the tabix header here; those of BAM and BCF nothing.
  const text = aux.length >= TEXT_HEADER_BYTES ? readTextColumns(new IndexBytes(location, aux)) : undefined
  const scheme = new BinningScheme(minShift, depth)
  const contigCount = input.count('n_ref', CONTIG_BYTES)
  const contigIndexes = Array.from({ length: contigCount }, () => new ContigIndex(input, { scheme, kind: 'csi' }))
  const unplaced = readUnplaced(input)
  const contigs = nameContigs({ input, count: contigCount, names: text?.contigs ?? request.contigs })
  return new BinningIndex({
    kind: 'csi',
    location,
    scheme,
    contigs,
    contigIndexes,
    unplaced,
    ...(text ? { textColumns: text.textColumns } : {}),
  })
}
