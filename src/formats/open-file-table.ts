/** Opens a file as a table: its options are checked and its header is read. */
import type { JsonValue } from '../common/json.ts'
import type { CodecRegistry } from '../io/codec.ts'
import type { ObjectStore } from '../io/object-store.ts'
import type { FileInfo, FormatContext } from './file-format.ts'
import { FileTableProvider } from './file-table-provider.ts'
import { loadFileFormat } from './load-file-format.ts'

export interface FileTableRequest {
  readonly format: string
  readonly location: string
  /** As written: snake_case or camelCase. */
  readonly options: { readonly [name: string]: JsonValue }
  readonly signal?: AbortSignal
}

export interface FileTableResources {
  readonly store: ObjectStore
  readonly codecs: CodecRegistry
  readonly limits: FormatContext['limits']
  /** Compressed bytes of one partition, about. Absent: 1 to 4 MB. */
  readonly pieceBytes?: number
  warn(message: string): void
}

export async function openFileTable(request: FileTableRequest, resources: FileTableResources): Promise<FileTableProvider> {
  const format = await loadFileFormat(request.format)
  // Options are JSON: every schema is made of text, numbers, booleans and lists of them.
  const options = format.parseOptions(request.options) as { readonly [name: string]: JsonValue }
  const { store, codecs, limits, pieceBytes, warn } = resources
  const source = await store.open(request.location)
  try {
    const context: FormatContext = {
      store,
      codecs,
      limits,
      warn,
      batchSize: 1,
      meter: { rowsRead: 0, rowsSkipped: 0, fieldsNulled: 0, bytesRead: 0, blocksInflated: 0 },
      select: () => 'all',
      ...(request.signal === undefined ? {} : { signal: request.signal }),
    }
    const info = await format.inspect(source, options, context)
    return new FileTableProvider({
      format,
      location: request.location,
      options,
      info: withSource(info, request),
      store,
      codecs,
      ...(pieceBytes !== undefined && { pieceBytes }),
    })
  } finally {
    await source.close()
  }
}

/** The schema says where its rows come from, so that results and writers know. */
function withSource(info: FileInfo, { format, location }: FileTableRequest): FileInfo {
  const metadata = { ...info.schema.metadata, 'bio.source.format': format, 'bio.source.path': location }
  return { ...info, schema: { ...info.schema, metadata } }
}
