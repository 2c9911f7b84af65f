/** Parquet as a file format. */
import type { FileFormat, FileInfo } from '../file-format.ts'
import { parseFormatOptions } from '../parse-format-options.ts'
import { loadParquetFile } from './load-parquet-file.ts'
import { type ParquetOptions, parquetOptionSchema } from './parquet-options.ts'
import { createParquetTable } from './parquet-table.ts'
import { readParquet } from './read-parquet.ts'
import { rowGroupParts } from './row-group-parts.ts'

const parseOptions: FileFormat<ParquetOptions>['parseOptions'] = options => parseFormatOptions('parquet', parquetOptionSchema, options)

const parquetFormat: FileFormat<ParquetOptions> = {
  name: 'parquet',
  indexKinds: [],
  parseOptions,
  async inspect(source, options, context): Promise<FileInfo> {
    const file = await loadParquetFile(source, context)
    const { schema } = createParquetTable(file, options, message => context.warn(`${source.location}: ${message}`))
    return { schema, splittable: 'no' }
  },
  async parts(source, context) {
    const file = await loadParquetFile(source, context)
    const { columns } = createParquetTable(file, parseOptions({}), () => undefined)
    return { kind: 'parts', parts: rowGroupParts(file.metadata.row_groups, columns) }
  },
  read: (partition, context) => readParquet(partition, parseOptions(partition.options), context),
}

export default parquetFormat
