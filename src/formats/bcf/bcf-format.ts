/** BCF as a file format: the binary form of VCF, with its schema and its results. */
import { coordinateSystemOf } from '../../genomics/coordinate-system.ts'
import type { FileFormat, FileInfo } from '../file-format.ts'
import { parseFormatOptions } from '../parse-format-options.ts'
import { type VcfOptions, vcfOptionSchema } from '../vcf/vcf-options.ts'
import { createVcfTable } from '../vcf/vcf-schema.ts'
import { loadBcfFile } from './load-bcf-file.ts'
import { readBcf } from './read-bcf.ts'

const parseOptions: FileFormat<VcfOptions>['parseOptions'] = options => parseFormatOptions('bcf', vcfOptionSchema, options)

const bcfFormat: FileFormat<VcfOptions> = {
  name: 'bcf',
  indexKinds: ['csi'],
  indexCountsRows: true,
  parseOptions,
  async inspect(source, options, context): Promise<FileInfo> {
    const { header, dictionaries, firstContig } = await loadBcfFile(source, context)
    const table = createVcfTable(header, options)
    for (const warning of table.warnings) context.warn(warning)
    const lengths = new Map(header.contigs.map(({ name, length }) => [name, length]))
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
      // By their numbers: an index names them so. A number without a contig has no name that a query could ask for.
      contigs: dictionaries.contigs.map(name => {
        const length = name === undefined ? undefined : lengths.get(name)
        return { name: name ?? '', ...(length === undefined ? {} : { length }) }
      }),
      ...(firstContig === undefined ? {} : { firstContig }),
      splittable: 'by-index-only',
    }
  },
  read: (partition, context) => readBcf(partition, parseOptions(partition.options), context),
}

export default bcfFormat
