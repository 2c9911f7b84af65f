/** CSV and TSV as file formats: they differ in the delimiter that is taken where none is given. */
import type { FileFormat, FileInfo } from '../file-format.ts'
import { parseFormatOptions } from '../parse-format-options.ts'
import { type CsvOptions, csvOptionSchema } from './csv-options.ts'
import type { CsvKind } from './csv-table.ts'
import { loadCsvFile } from './load-csv-file.ts'
import { readCsv } from './read-csv.ts'

export function csvFileFormat(kind: CsvKind): FileFormat<CsvOptions> {
  const parseOptions: FileFormat<CsvOptions>['parseOptions'] = options => parseFormatOptions(kind, csvOptionSchema, options)
  return {
    name: kind,
    indexKinds: [],
    parseOptions,
    async inspect(source, options, context): Promise<FileInfo> {
      const { schema, dialect } = await loadCsvFile(source, { options, kind }, context)
      // A line break inside quotes ends no record, and where quotes are open cannot be known in the middle of a file.
      const isParallel = options.parallel ?? dialect.quote < 0
      return { schema, splittable: isParallel ? 'by-bytes' : 'no' }
    },
    read: (partition, context) => readCsv(partition, { options: parseOptions(partition.options), kind }, context),
  }
}
