/** SAM as a file format. */
import { coordinateSystemOf } from '../../genomics/coordinate-system.ts'
import { type AlignmentOptions, alignmentOptionSchema } from '../bam/alignment-options.ts'
import { describedFields } from '../bam/alignment-schema.ts'
import type { FileFormat, FileInfo } from '../file-format.ts'
import { parseFormatOptions } from '../parse-format-options.ts'
import { loadSamFile } from './load-sam-file.ts'
import { openSamTable } from './open-sam-table.ts'
import { readSam } from './read-sam.ts'

const parseOptions: FileFormat<AlignmentOptions>['parseOptions'] = options => parseFormatOptions('sam', alignmentOptionSchema, options)

const samFormat: FileFormat<AlignmentOptions> = {
  name: 'sam',
  // samtools index writes CSI for SAM by default.
  indexKinds: ['csi', 'bai', 'tbi'],
  indexCountsRows: true,
  parseOptions,
  async inspect(source, options, context): Promise<FileInfo> {
    const file = await loadSamFile(source, context)
    const { table, sampled } = await openSamTable(source, { file, options, sampling: 'always' }, context)
    for (const warning of table.warnings) context.warn(warning)
    return {
      schema: table.schema,
      describedFields: describedFields(table, sampled),
      genomicColumns: { contig: 'chrom', start: 'start', end: 'end', endBounds: true, coordinates: coordinateSystemOf(options) },
      contigs: file.header.references,
      splittable: 'by-bytes',
    }
  },
  read: (partition, context) => readSam(partition, parseOptions(partition.options), context),
}

export default samFormat
