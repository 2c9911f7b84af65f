/** VCF as a file format. */

import { coordinateSystemOf } from '../../genomics/coordinate-system.ts'
import type { FileFormat, FileInfo } from '../file-format.ts'
import { parseFormatOptions } from '../parse-format-options.ts'
import { loadVcfFile } from './load-vcf-file.ts'
import { readVcf } from './read-vcf.ts'
import { type VcfOptions, vcfOptionSchema } from './vcf-options.ts'
import { createVcfTable } from './vcf-schema.ts'

const parseOptions: FileFormat<VcfOptions>['parseOptions'] = options => parseFormatOptions('vcf', vcfOptionSchema, options)

const vcfFormat: FileFormat<VcfOptions> = {
  name: 'vcf',
  indexKinds: ['tbi', 'csi'],
  indexCountsRows: true,
  parseOptions,
  async inspect(source, options, context): Promise<FileInfo> {
    const { header, firstContig } = await loadVcfFile(source, context)
    const table = createVcfTable(header, options)
    for (const warning of table.warnings) context.warn(warning)
    return {
      schema: table.schema,
      genomicColumns: {
        contig: 'chrom',
        start: 'start',
        end: 'end',
        // Older htslib does not know SVLEN, so its index may end a record earlier than the column does.
        endBounds: !header.infoFields.some(field => field.id === 'SVLEN'),
        coordinates: coordinateSystemOf(options),
      },
      contigs: header.contigs,
      ...(firstContig === undefined ? {} : { firstContig }),
      splittable: 'by-bytes',
    }
  },
  read: (partition, context) => readVcf(partition, parseOptions(partition.options), context),
}

export default vcfFormat
