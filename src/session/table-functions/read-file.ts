/** read_vcf('calls.vcf.gz', info_fields => ['AF']): a file as a table. */
import type { TableFunction } from '../../catalog/catalog.ts'
import type { FormatName } from '../../formats/index.ts'
import type { FileTables } from '../file-tables.ts'
import { fileArgument } from './file-argument.ts'

export function readFile(format: FormatName, files: FileTables): TableFunction {
  const name = `read_${format}`
  return {
    name,
    summary: `The records of a ${format.toUpperCase()} file; options by name.`,
    example: `SELECT * FROM ${name}('file.${format}')`,
    bind: async (args, options) => files.open({ location: fileArgument(name, args), format, options }),
  }
}
