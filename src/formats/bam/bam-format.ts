/** BAM as a file format. */
import { coordinateSystemOf } from '../../genomics/coordinate-system.ts'
import type { FileFormat, FileInfo } from '../file-format.ts'
import { parseFormatOptions } from '../parse-format-options.ts'
import { type AlignmentOptions, alignmentOptionSchema } from './alignment-options.ts'
import { describedFields } from './alignment-schema.ts'
import { loadBamFile } from './load-bam-file.ts'
import { openBamTable } from './open-bam-table.ts'
import { readBam } from './read-bam.ts'

const parseOptions: FileFormat<AlignmentOptions>['parseOptions'] = options => parseFormatOptions('bam', alignmentOptionSchema, options)

const bamFormat: FileFormat<AlignmentOptions> = {
  name: 'bam',
  indexKinds: ['bai', 'csi'],
  indexCountsRows: true,
  parseOptions,
  async inspect(source, options, context): Promise<FileInfo> {
    const file = await loadBamFile(source, context)
    const { table, sampled } = await openBamTable(source, { file, options, sampling: 'always' }, context)
    for (const warning of table.warnings) context.warn(warning)
    return {
      schema: table.schema,
      describedFields: describedFields(table, sampled),
      genomicColumns: { contig: 'chrom', start: 'start', end: 'end', endBounds: true, coordinates: coordinateSystemOf(options) },
      contigs: file.header.references,
      splittable: 'by-index',
    }
  },
  read: (partition, context) => readBam(partition, parseOptions(partition.options), context),
}

export default bamFormat
