/** Reads one partition of a BCF file. */
import type { ScanPartition } from '../../catalog/table-provider.ts'
import type { Batch } from '../../columnar/batch.ts'
import { QueryError } from '../../common/errors.ts'
import type { ByteSource } from '../../io/byte-source.ts'
import type { Chunk } from '../../io/chunk.ts'
import type { TextCursor } from '../../io/text-cursor.ts'
import { checkChunkEnd } from '../check-chunk-end.ts'
import type { FormatContext } from '../file-format.ts'
import { placeText } from '../place-text.ts'
import { createRecordRows } from '../records/record-rows.ts'
import type { VcfOptions } from '../vcf/vcf-options.ts'
import { createVcfTable } from '../vcf/vcf-schema.ts'
import { BcfBatchReader } from './bcf-batch-reader.ts'
import { FIXED_BYTES, SIZE_BYTES, uint32At } from './bcf-layout.ts'
import { listRecords } from './list-records.ts'
import { type BcfFile, loadBcfFile } from './load-bcf-file.ts'
import { numberRecord } from './number-record.ts'
import { openRecords } from './open-records.ts'

export async function* readBcf(
  partition: ScanPartition,
  options: VcfOptions,
  context: FormatContext,
): AsyncGenerator<Batch, void, undefined> {
  const source = await context.store.open(partition.location)
  try {
    const file = await loadBcfFile(source, context)
    try {
      yield* readPartition({ source, file, partition, options }, context)
    } catch (error) {
      const isIndexed = partition.chunks?.some(chunk => chunk.kind === 'bgzf') === true
      throw await numberRecord(error, { source, file, indexLocation: isIndexed ? options.indexPath : undefined }, context)
    }
  } finally {
    await source.close()
  }
}

interface BcfPartition {
  readonly source: ByteSource
  readonly file: BcfFile
  readonly partition: ScanPartition
  readonly options: VcfOptions
}

async function* readPartition(
  { source, file, partition, options }: BcfPartition,
  context: FormatContext,
): AsyncGenerator<Batch, void, undefined> {
  const { codecs, meter, signal, warn } = context
  const { compression, headerBytes } = file
  const table = createVcfTable(file.header, options)
  for (const warning of table.warnings) warn(warning)
  const reader = new BcfBatchReader({ file, table }, partition, context)
  const { indexPath } = options
  const request = {
    source,
    codecs,
    compression,
    headerBytes,
    meter,
    warn,
    ...(signal && { signal }),
    ...(indexPath && { indexLocation: indexPath }),
  }
  for (const chunk of partition.chunks ?? [undefined]) {
    if (reader.isDone) break
    const cursor = await openRecords(request, chunk)
    try {
      reader.startChunk(chunk)
      yield* readRecords({ cursor, chunk, indexLocation: indexPath }, reader, context)
    } finally {
      await cursor.close()
    }
  }
  yield* reader.finish()
}

interface OpenChunk {
  readonly cursor: TextCursor
  readonly chunk: Chunk | undefined
  readonly indexLocation: string | undefined
}

async function* readRecords(
  { cursor, chunk, indexLocation }: OpenChunk,
  reader: BcfBatchReader,
  { batchSize, limits }: FormatContext,
): AsyncGenerator<Batch, void, undefined> {
  const rows = createRecordRows(batchSize)
  const maxSize = limits.lineBytes
  let at = 0
  for (;;) {
    rows.block = cursor
    rows.bytes = cursor.buffer.bytes()
    rows.count = 0
    const { length } = cursor.buffer
    const listing = listRecords(rows, at, { lastStart: cursor.lastStart(), length, maxSize })
    at = listing.end
    yield* reader.readRows(rows)
    if (reader.isDone || reader.isBehindRegions) return
    if (listing.stop === 'limit') break
    if (listing.stop === 'bad-size') throw badSize(cursor, at, maxSize)
    if (listing.stop === 'full') continue
    cursor.drop(at)
    at = 0
    if (await cursor.fill()) continue
    if (cursor.buffer.length > 0) throw truncated(cursor)
    break
  }
  await cursor.finish()
  if (chunk === undefined) return
  const { location = '', virtualOffset } = cursor.locate(at)
  checkChunkEnd(chunk, virtualOffset, { location, indexLocation, unit: 'record' })
}

function badSize(cursor: TextCursor, at: number, maxSize: number): QueryError {
  const bytes = cursor.buffer.bytes()
  const place = cursor.locate(at)
  const shared = uint32At(bytes, at)
  const individual = uint32At(bytes, at + 4)
  const what =
    shared < FIXED_BYTES
      ? `l_shared is ${shared}, and a record has at least ${FIXED_BYTES} bytes`
      : `l_shared is ${shared} and l_indiv ${individual}, and ${maxSize} bytes are the limit (execution.max_line_bytes)`
  return new QueryError('FORMAT', `${placeText(place)}: ${what}. The file is broken there.`, place)
}

function truncated(cursor: TextCursor): QueryError {
  const place = cursor.locate(0)
  const bytes = cursor.buffer.bytes()
  const size =
    bytes.length < SIZE_BYTES ? 'its sizes' : `the ${SIZE_BYTES + uint32At(bytes, 0) + uint32At(bytes, 4)} bytes that it should have`
  const message = `${placeText(place)}: the file ends ${bytes.length} bytes into the record, before the end of ${size}: it is truncated, or its lengths are wrong.`
  return new QueryError('FORMAT', message, place)
}
