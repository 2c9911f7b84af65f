/** GFF3 and GTF as file formats: one schema, two ways to write attributes. */
import { coordinateSystemOf } from '../../genomics/coordinate-system.ts'
import type { FileFormat, FileInfo } from '../file-format.ts'
import { parseFormatOptions } from '../parse-format-options.ts'
import type { GffDialect } from './gff-dialect.ts'
import { FIELD } from './gff-field.ts'
import { type GffOptions, gffOptionSchema } from './gff-options.ts'
import { createGffTable } from './gff-schema.ts'
import { loadGffFile } from './load-gff-file.ts'
import { readGff } from './read-gff.ts'

export function createGffFormat(dialect: GffDialect): FileFormat<GffOptions> {
  const parseOptions: FileFormat<GffOptions>['parseOptions'] = options => parseFormatOptions(dialect.format, gffOptionSchema, options)
  return {
    name: dialect.format,
    indexKinds: ['tbi', 'csi'],
    parseOptions,
    async inspect(source, options, context): Promise<FileInfo> {
      const file = await loadGffFile(source, context)
      return {
        schema: createGffTable(file, dialect, options).schema,
        genomicColumns: { contig: 'chrom', start: 'start', end: 'end', endBounds: true, coordinates: coordinateSystemOf(options) },
        contigs: file.contigs,
        indexColumns: { contig: FIELD.seqid + 1, start: FIELD.start + 1, end: FIELD.end + 1 },
        ...(file.firstContig === undefined ? {} : { firstContig: file.firstContig }),
        splittable: file.endsWithFeatures ? 'by-bytes' : 'no',
      }
    },
    read: (partition, context) => readGff(partition, { dialect, options: parseOptions(partition.options) }, context),
  }
}
