/** CRAM as a file format. */
import { coordinateSystemOf } from '../../genomics/coordinate-system.ts'
import { describedFields } from '../bam/alignment-schema.ts'
import type { FileFormat, FileInfo } from '../file-format.ts'
import { parseFormatOptions } from '../parse-format-options.ts'
import { type CramOptions, cramOptionSchema } from './cram-options.ts'
import { cramParts } from './cram-parts.ts'
import { loadCramFile } from './load-cram-file.ts'
import { openCramTable } from './open-cram-table.ts'
import { readCram } from './read-cram.ts'

const parseOptions: FileFormat<CramOptions>['parseOptions'] = options => parseFormatOptions('cram', cramOptionSchema, options)

const cramFormat: FileFormat<CramOptions> = {
  name: 'cram',
  indexKinds: ['crai'],
  parseOptions,
  async inspect(source, options, context): Promise<FileInfo> {
    const file = await loadCramFile(source, context)
    const { table, sampled } = await openCramTable(source, { file, options, sampling: 'always' }, context)
    for (const warning of table.warnings) context.warn(warning)
    return {
      schema: table.schema,
      describedFields: describedFields(table, sampled),
      genomicColumns: { contig: 'chrom', start: 'start', end: 'end', endBounds: true, coordinates: coordinateSystemOf(options) },
      contigs: file.header.references,
      splittable: 'no',
    }
  },
  parts: (source, context) => cramParts(source, parseOptions(context.options), context),
  read: (partition, context) => readCram(partition, parseOptions(partition.options), context),
}

export default cramFormat
