/** Reads a BAI index file (SAMv1 §5.2). */
import { readWhole } from '../io/read-whole.ts'
import { BinningIndex } from './binning-index.ts'
import { BinningScheme } from './binning-scheme.ts'
import { ContigIndex } from './contig-index.ts'
import { IndexBytes } from './index-bytes.ts'
import { INDEX_BYTES_LIMIT } from './index-limits.ts'
import type { IndexRequest } from './index-request.ts'
import { nameContigs } from './name-contigs.ts'
import { readUnplaced } from './read-unplaced.ts'

const CONTIG_BYTES = 8 // n_bin, n_intv

export async function readBaiIndex(request: IndexRequest): Promise<BinningIndex> {
  const { location } = request.source
  const input = new IndexBytes(location, await readWhole({ ...request, limitBytes: INDEX_BYTES_LIMIT }))
  input.magic('BAI\x01', 'BAI')
  const contigCount = input.count('n_ref', CONTIG_BYTES)
  const scheme = new BinningScheme(14, 5)
  const contigIndexes = Array.from({ length: contigCount }, () => new ContigIndex(input, { scheme, kind: 'bai' }))
  const unplaced = readUnplaced(input)
  const contigs = nameContigs({ input, count: contigCount, names: request.contigs })
  return new BinningIndex({ kind: 'bai', location, scheme, contigs, contigIndexes, unplaced })
}
