/** 4DN Pairs as a file format: contacts between two places of the genome. */
import { coordinateSystemOf } from '../../genomics/coordinate-system.ts'
import type { FileFormat, FileInfo } from '../file-format.ts'
import { parseFormatOptions } from '../parse-format-options.ts'
import { loadPairsFile } from './load-pairs-file.ts'
import { PAIRS_INDEX_KINDS } from './pairs-index-kinds.ts'
import { type PairsOptions, pairsOptionSchema } from './pairs-options.ts'
import { createPairsTable } from './pairs-table.ts'
import { readPairs } from './read-pairs.ts'

const parseOptions: FileFormat<PairsOptions>['parseOptions'] = options => parseFormatOptions('pairs', pairsOptionSchema, options)

const pairsFormat: FileFormat<PairsOptions> = {
  name: 'pairs',
  indexKinds: PAIRS_INDEX_KINDS,
  parseOptions,
  async inspect(source, options, context): Promise<FileInfo> {
    const { header } = await loadPairsFile(source, context)
    const { schema } = createPairsTable(header, source.location, options)
    const fieldOf = (name: string) => schema.fields.findIndex(field => field.name === name)
    const info: FileInfo = { schema, contigs: header.chromsizes, splittable: 'by-bytes' }
    if (fieldOf('chr1') < 0 || fieldOf('pos1') < 0) return info
    return {
      ...info,
      genomicColumns: { contig: 'chr1', start: 'pos1', endBounds: true, coordinates: coordinateSystemOf(options) },
      indexColumns: { contig: fieldOf('chr1') + 1, start: fieldOf('pos1') + 1, secondContig: fieldOf('chr2') + 1 },
    }
  },
  read: (partition, context) => readPairs(partition, parseOptions(partition.options), context),
}

export default pairsFormat
