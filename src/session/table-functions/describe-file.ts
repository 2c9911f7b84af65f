/** describe_vcf('calls.vcf.gz'): the fields that a file declares. */
import type { TableFunction } from '../../catalog/catalog.ts'
import type { FormatName } from '../../formats/index.ts'
import { describeFields } from '../describe-fields.ts'
import type { FileTables } from '../file-tables.ts'
import { MemoryTable } from '../memory-table.ts'
import { fileArgument } from './file-argument.ts'

export function describeFile(format: FormatName, files: FileTables): TableFunction {
  const name = `describe_${format}`
  return {
    name,
    summary: `The columns of a ${format.toUpperCase()} file with their kind, type and description.`,
    example: `SELECT * FROM ${name}('file.${format}')`,
    bind: async (args, options) => {
      const { schema, info } = await files.open({ location: fileArgument(name, args), format, options })
      const batch = describeFields(info.describedFields ?? schema.fields)
      return MemoryTable.of(name, batch.schema, [batch])
    },
  }
}
