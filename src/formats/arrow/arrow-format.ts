/** Arrow IPC as a file format: files (also Feather version 2) and streams. */
import type { FileFormat, FileInfo } from '../file-format.ts'
import type { FilePart, FileParts } from '../file-part.ts'
import { parseFormatOptions } from '../parse-format-options.ts'
import { type ArrowOptions, arrowOptionSchema } from './arrow-options.ts'
import { arrowSchema } from './arrow-schema.ts'
import { openArrowReader } from './open-arrow-reader.ts'
import { readArrow } from './read-arrow.ts'

const parseOptions: FileFormat<ArrowOptions>['parseOptions'] = options => parseFormatOptions('arrow', arrowOptionSchema, options)

const arrowFormat: FileFormat<ArrowOptions> = {
  name: 'arrow',
  indexKinds: [],
  parseOptions,
  async inspect(source, options, context): Promise<FileInfo> {
    const { schema } = await openArrowReader(source, context)
    return { schema: arrowSchema(schema, options), splittable: 'no' }
  },
  async parts(source, { signal }): Promise<FileParts> {
    const meter = { bytesRead: 0, blocksInflated: 0, rowsRead: 0, rowsSkipped: 0, fieldsNulled: 0 }
    const reader = await openArrowReader(source, signal === undefined ? { meter } : { meter, signal })
    if (reader.kind === 'stream') return { kind: 'none', why: 'the file is a stream' }
    // The footer says where record batches lie, and not how many rows they have: no bounds, so nobody asks.
    const parts = reader.blocks.map(
      ({ start, end }): FilePart => ({ chunk: { kind: 'bytes', start, end }, bytes: end - start, rows: 0, columns: new Map() }),
    )
    return { kind: 'parts', parts, joins: true }
  },
  read: (partition, context) => readArrow(partition, parseOptions(partition.options), context),
}

export default arrowFormat
