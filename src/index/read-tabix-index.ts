/** Reads a TBI index file (the tabix format). */
import { readWhole } from '../io/read-whole.ts'
import { BinningIndex } from './binning-index.ts'
import { BinningScheme } from './binning-scheme.ts'
import { ContigIndex } from './contig-index.ts'
import { IndexBytes } from './index-bytes.ts'
import { INDEX_BYTES_LIMIT } from './index-limits.ts'
import type { IndexRequest } from './index-request.ts'
import { readTextColumns } from './read-text-columns.ts'
import { readUnplaced } from './read-unplaced.ts'

const CONTIG_BYTES = 8 // n_bin, n_intv

export async function readTabixIndex(request: IndexRequest): Promise<BinningIndex> {
  const { location } = request.source
  const input = new IndexBytes(location, await readWhole({ ...request, limitBytes: INDEX_BYTES_LIMIT }))
  input.magic('TBI\x01', 'TBI')
  const contigCount = input.int32('n_ref')
  const { textColumns, contigs } = readTextColumns(input)
  if (contigCount !== contigs.length) throw input.fault(`n_ref says ${contigCount} contigs, but there are ${contigs.length} names`)
  if (contigCount * CONTIG_BYTES > input.left) throw input.fault(`n_ref says ${contigCount} contigs, but only ${input.left} bytes are left`)
  const scheme = new BinningScheme(14, 5)
  const contigIndexes = contigs.map(() => new ContigIndex(input, { scheme, kind: 'tbi' }))
  const unplaced = readUnplaced(input)
  return new BinningIndex({ kind: 'tbi', location, scheme, contigs, contigIndexes, unplaced, textColumns })
}
