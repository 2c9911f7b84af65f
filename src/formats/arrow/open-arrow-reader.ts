/** Opens an Arrow IPC file, whose record batches can be read one by one, or a stream, which is read from its beginning. */
import type { AsyncRecordBatchFileReader, RecordBatch, Schema } from 'apache-arrow'
import { QueryError } from '../../common/errors.ts'
import type { ByteSource } from '../../io/byte-source.ts'
import { PieceReader } from '../../io/piece-reader.ts'
import type { FormatContext } from '../file-format.ts'
import { arrowFault } from './arrow-fault.ts'
import { checkMetadata, footerBlocks } from './check-metadata.ts'
import { arrowFileHandle } from './file-handle.ts'
import { loadArrow } from './load-arrow.ts'

/** Bytes of a record batch in the file. */
export interface BatchBlock {
  readonly start: number
  readonly end: number
  /** Of it, in front. */
  readonly metadataBytes: number
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
/** The length of the footer, and magic. */
const TAIL_BYTES = 10
/** A word of ones, and the length of the metadata. */
const PREFIX_BYTES = 8

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
  await checkFile(source, size, signal)
  const handle = arrowFileHandle(source, { size, meter, signal })
  // The library asks for node:fs's handle and uses these methods of it; for a file that begins as this one does it gives this reader.
  const reader = (await RecordBatchReader.from(handle as never)) as unknown as AsyncRecordBatchFileReader
  await reader.open()
  const { footer, schema } = reader
  // A message has more than eight bytes.
  if (reader.numRecordBatches > size / 8) throw new RangeError(`its footer names ${reader.numRecordBatches} record batches`)
  const blocks = Array.from({ length: reader.numRecordBatches }, (_, index) => {
    const block = footer?.getRecordBatch(index)
    if (block === null || block === undefined) throw new RangeError(`its footer does not say where record batch ${index + 1} lies`)
    const start = Number(block.offset)
    const metadataBytes = Number(block.metaDataLength)
    return { start, metadataBytes, end: start + metadataBytes + Number(block.bodyLength) }
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
          const block = blocks[index]
          if (block !== undefined) await checkMessage(source, { ...block, size }, signal)
          const batch = await reader.readRecordBatch(index)
          if (batch === null) throw new RangeError(`record batch ${index + 1} is none`)
          return batch
        },
        source.location,
        signal,
      ),
  }
}

/** The footer, and the messages of the dictionaries, which the library reads when it opens the file. */
async function checkFile(source: ByteSource, size: number, signal: AbortSignal | undefined): Promise<void> {
  const options = signal ? { signal } : {}
  const tail = await source.read(size - TAIL_BYTES, 4, options)
  const length = new DataView(tail.buffer, tail.byteOffset).getInt32(0, true)
  if (length <= 0 || length > size - TAIL_BYTES - MAGIC.length) throw new RangeError(`its footer has ${length} bytes`)
  const footer = await source.read(size - TAIL_BYTES - length, length, options)
  checkMetadata(footer, 'footer')
  for (const { start, metadataBytes } of footerBlocks(footer, 2)) await checkMessage(source, { start, metadataBytes, size }, signal)
}

async function checkMessage(
  source: ByteSource,
  { start, metadataBytes, size }: { readonly start: number; readonly metadataBytes: number; readonly size: number },
  signal: AbortSignal | undefined,
): Promise<void> {
  if (start < 0 || metadataBytes < PREFIX_BYTES || start + metadataBytes > size)
    throw new RangeError('its footer names a message where none can be')
  const bytes = await source.read(start, metadataBytes, signal ? { signal } : {})
  // Old files do not have the word before the length.
  const prefix = bytes[0] === 0xff && bytes[1] === 0xff && bytes[2] === 0xff && bytes[3] === 0xff ? PREFIX_BYTES : 4
  checkMetadata(bytes.subarray(prefix), 'message')
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
