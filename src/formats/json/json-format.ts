/** JSON lines, and arrays of objects, as a file format. */
import type { FileFormat, FileInfo } from '../file-format.ts'
import { parseFormatOptions } from '../parse-format-options.ts'
import { type JsonOptions, jsonOptionSchema } from './json-options.ts'
import { loadJsonFile } from './load-json-file.ts'
import { readJson } from './read-json.ts'

const parseOptions: FileFormat<JsonOptions>['parseOptions'] = options => parseFormatOptions('json', jsonOptionSchema, options)

const jsonFormat: FileFormat<JsonOptions> = {
  name: 'json',
  indexKinds: [],
  parseOptions,
  async inspect(source, options, context): Promise<FileInfo> {
    const { schema, layout } = await loadJsonFile(source, options, context)
    // A line feed inside a string is written \n, so that every line feed ends a record.
    return { schema, splittable: layout === 'lines' ? 'by-bytes' : 'no' }
  },
  read: (partition, context) => readJson(partition, parseOptions(partition.options), context),
}

export default jsonFormat
