/** Reads one partition of a BAM file. */
import type { ScanPartition } from '../../catalog/table-provider.ts'
import type { Batch } from '../../columnar/batch.ts'
import { type ErrorLocation, QueryError } from '../../common/errors.ts'
import type { ByteSource } from '../../io/byte-source.ts'
import type { Chunk } from '../../io/chunk.ts'
import type { FormatContext } from '../file-format.ts'
import { placeText } from '../place-text.ts'
import type { AlignmentOptions } from './alignment-options.ts'
import { BamBatchReader } from './bam-batch-reader.ts'
import { FIXED_BYTES, int32At } from './bam-layout.ts'
import { createBamRows, useBytes } from './bam-rows.ts'
import { recordNumber } from './count-records.ts'
import { recordKernelsOf } from './kernels/record-kernels.ts'
import { listRecords } from './list-records.ts'
import { type BamFile, loadBamFile } from './load-bam-file.ts'
import { openBamTable } from './open-bam-table.ts'
import { openRecords } from './open-records.ts'
import type { RecordCursor } from './record-cursor.ts'

export async function* readBam(
  partition: ScanPartition,
  options: AlignmentOptions,
  context: FormatContext,
): AsyncGenerator<Batch, void, undefined> {
  const source = await context.store.open(partition.location)
  try {
    const file = await loadBamFile(source, context)
    try {
      yield* readPartition(source, { file, partition, options }, context)
    } catch (error) {
      throw await numbered(error, { source, file, context })
    }
  } finally {
    await source.close()
  }
}

async function* readPartition(
  source: ByteSource,
  { file, partition, options }: { readonly file: BamFile; readonly partition: ScanPartition; readonly options: AlignmentOptions },
  context: FormatContext,
): AsyncGenerator<Batch, void, undefined> {
  const { codecs, meter, limits, signal, warn } = context
  const { table } = await openBamTable(source, { file, options, sampling: 'tags' }, context)
  const reader = new BamBatchReader(table, partition, context)
  const request = {
    source,
    codecs,
    meter,
    warn,
    firstRecord: file.firstRecord,
    rules: { referenceCount: file.header.references.length, maxSize: limits.lineBytes },
    indexLocation: options.indexPath,
    ...(signal && { signal }),
  }
  for (const chunk of partition.chunks ?? [undefined]) {
    if (reader.isDone) break
    const cursor = await openRecords(request, chunk)
    if (cursor === undefined) continue
    try {
      reader.startChunk(chunk)
      yield* readRecords(cursor, reader, { batchSize: context.batchSize, maxSize: limits.lineBytes, advice: adviceFor(chunk, options) })
    } finally {
      await cursor.close()
    }
  }
  yield* reader.finish()
}

async function* readRecords(
  cursor: RecordCursor,
  reader: BamBatchReader,
  { batchSize, maxSize, advice }: { readonly batchSize: number; readonly maxSize: number; readonly advice: string },
): AsyncGenerator<Batch, void, undefined> {
  const rows = createBamRows(batchSize, await recordKernelsOf(cursor.buffer))
  for (let at = 0; ; ) {
    const bytes = cursor.buffer.bytes()
    useBytes(rows, bytes, cursor)
    const { end, stop } = listRecords(rows, at, { limit: cursor.limit(), length: bytes.length, maxSize })
    at = end
    yield* reader.readRows(rows)
    if (reader.isDone || reader.isBehindRegions) return
    if (stop === 'limit') {
      await cursor.finish(at)
      return
    }
    if (stop === 'bad-size') throw badSize(cursor, int32At(bytes, at), { at, maxSize, advice })
    if (stop === 'full') continue
    cursor.drop(at)
    at = 0
    if (await cursor.fill()) continue
    if (cursor.buffer.length > 0) throw truncated(cursor, advice)
    await cursor.finish(0)
    return
  }
}

/** In a chunk of an index a broken record may be the index's fault. */
function adviceFor(chunk: Chunk | undefined, { indexPath }: AlignmentOptions): string {
  return chunk?.kind === 'bgzf' && indexPath !== undefined ? ` Or the index ${indexPath} does not fit the file: build it again.` : ''
}

function badSize(
  cursor: RecordCursor,
  size: number,
  { at, maxSize, advice }: { readonly at: number; readonly maxSize: number; readonly advice: string },
): QueryError {
  const place = cursor.locate(at)
  const bounds = size < FIXED_BYTES ? `a record has at least ${FIXED_BYTES} bytes` : `${maxSize} is the limit (execution.max_line_bytes)`
  return new QueryError('FORMAT', `${placeText(place)}: block_size is ${size}, and ${bounds}. The file is broken there.${advice}`, place)
}

function truncated(cursor: RecordCursor, advice: string): QueryError {
  const place = cursor.locate(0)
  const bytes = cursor.buffer.bytes()
  const size = bytes.length < 4 ? 'its size' : `block_size, which is ${int32At(bytes, 0)}`
  return new QueryError(
    'FORMAT',
    `${placeText(place)}: the file ends ${bytes.length} bytes into the record, before ${bytes.length < 4 ? 'the end of ' : 'the bytes of '}${size}: it is truncated, or its lengths are wrong.${advice}`,
    place,
  )
}

/** Adds the number of the record to an error that knows its virtual offset. */
async function numbered(
  error: unknown,
  { source, file, context }: { readonly source: ByteSource; readonly file: BamFile; readonly context: FormatContext },
): Promise<unknown> {
  if (!(error instanceof QueryError) || error.code !== 'FORMAT' || error.reason !== undefined) return error
  const { virtualOffset } = error.at
  const prefix = placeText(error.at)
  if (virtualOffset === undefined || !error.message.startsWith(prefix)) return error
  let record: number | undefined
  try {
    record = await recordNumber(source, { file, virtualOffset }, context)
  } catch {
    return error // a file that cannot be read up to the fault: the offset says enough
  }
  if (record === undefined) return error
  const at: ErrorLocation = { ...error.at, record }
  return new QueryError(error.code, placeText(at) + error.message.slice(prefix.length), at, { cause: error.cause })
}
