/** Opens an Arrow IPC file, whose record batches can be read one by one, or a stream, which is read from its beginning. */
import type { AsyncRecordBatchFileReader, RecordBatch, Schema } from 'apache-arrow'
import { QueryError } from '../../common/errors.ts'
import type { ByteSource } from '../../io/byte-source.ts'
import { PieceReader } from '../../io/piece-reader.ts'
import type { FormatContext } from '../file-format.ts'
import { arrowFault } from './arrow-fault.ts'
import { arrowFileHandle } from './file-handle.ts'
import { loadArrow } from './load-arrow.ts'

/** Bytes of a record batch in the file. */
export interface BatchBlock {
  readonly start: number
  readonly end: number
}

export type ArrowReader = { readonly schema: Schema } & (
  | {
      readonly kind: 'file'
      /** In file order. */
      readonly blocks: readonly BatchBlock[]
      read(index: number): Promise<RecordBatch>
    }
  | { readonly kind: 'stream'; batches(): AsyncGenerator<RecordBatch, void, undefined> }
)

type ReadContext = Pick<FormatContext, 'meter' | 'signal'>

const MAGIC = 'ARROW1'
/** Magic at both ends, and the length of the footer. */
const LEAST_BYTES = 18

export async function openArrowReader(source: ByteSource, context: ReadContext): Promise<ArrowReader> {
  const { signal } = context
  const { location } = source
  const { size } = await source.stat(signal ? { signal } : {})
  const head = textOf(await source.read(0, MAGIC.length, signal ? { signal } : {}))
  if (size === 0 || head === '') throw fault(location, 'it is empty')
  if (head !== MAGIC || size === undefined) return guard(() => openStream(source, context), location, signal)
  const tail = size < LEAST_BYTES ? '' : textOf(await source.read(size - MAGIC.length, MAGIC.length, signal ? { signal } : {}))
  if (tail !== MAGIC) throw fault(location, `it begins with ${MAGIC} and does not end with it: it is truncated`)
  return guard(() => openFile(source, size, context), location, signal)
}

async function openFile(source: ByteSource, size: number, { meter, signal }: ReadContext): Promise<ArrowReader> {
  const { RecordBatchReader } = await loadArrow()
  const handle = arrowFileHandle(source, { size, meter, signal })
  // The library asks for node:fs's handle and uses these methods of it; for a file that begins as this one does it gives this reader.
  const reader = (await RecordBatchReader.from(handle as never)) as unknown as AsyncRecordBatchFileReader
  await reader.open()
  const { footer, schema } = reader
  const blocks = Array.from({ length: reader.numRecordBatches }, (_, index) => {
    const block = footer?.getRecordBatch(index)
    if (block === null || block === undefined) throw new RangeError(`its footer does not say where record batch ${index + 1} lies`)
    const start = Number(block.offset)
    return { start, end: start + Number(block.metaDataLength) + Number(block.bodyLength) }
  })
  const misplaced = blocks.findIndex(({ start, end }, i) => start < (blocks[i - 1]?.end ?? MAGIC.length) || end > size)
  if (misplaced >= 0) throw new RangeError(`its footer says that record batch ${misplaced + 1} lies where it cannot`)
  return {
    kind: 'file',
    schema,
    blocks,
    read: index =>
      guard(
        async () => {
          const batch = await reader.readRecordBatch(index)
          if (batch === null) throw new RangeError(`record batch ${index + 1} is none`)
          return batch
        },
        source.location,
        signal,
      ),
  }
}

async function openStream(source: ByteSource, { meter, signal }: ReadContext): Promise<ArrowReader> {
  const { RecordBatchReader } = await loadArrow()
  const reader = await RecordBatchReader.from(piecesOf(source, { meter, signal }))
  await reader.open()
  // The library makes an empty schema of bytes that are something else.
  if (reader.schema === undefined || reader.schema.fields.length === 0) throw new RangeError('it has no schema')
  const { location } = source
  return {
    kind: 'stream',
    schema: reader.schema,
    async *batches() {
      try {
        for await (const batch of reader) yield batch
      } catch (error) {
        throw arrowFault(error, location, signal)
      } finally {
        await reader.cancel()
      }
    },
  }
}

async function* piecesOf(
  source: ByteSource,
  { meter, signal }: { readonly meter: FormatContext['meter']; readonly signal: AbortSignal | undefined },
): AsyncGenerator<Uint8Array, void, undefined> {
  const pieces = new PieceReader({ source, start: 0, meter, ...(signal && { signal }) })
  try {
    for (let piece = await pieces.next(); piece !== undefined; piece = await pieces.next()) yield piece
  } finally {
    await pieces.close()
  }
}

async function guard<T>(work: () => Promise<T>, location: string, signal: AbortSignal | undefined): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw arrowFault(error, location, signal)
  }
}

function textOf(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes)
}

function fault(location: string, what: string): QueryError {
  return new QueryError('FORMAT', `${location} cannot be read as Arrow IPC: ${what}.`, { location })
}
