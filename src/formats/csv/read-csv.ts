/** Reads one partition of a CSV file. */
import type { ScanPartition } from '../../catalog/table-provider.ts'
import type { Batch } from '../../columnar/batch.ts'
import { QueryError } from '../../common/errors.ts'
import type { Chunk } from '../../io/chunk.ts'
import { goToFirstLine } from '../../io/lines/go-to-first-line.ts'
import { openText } from '../../io/lines/open-text.ts'
import type { TextCursor } from '../../io/text-cursor.ts'
import type { FormatContext } from '../file-format.ts'
import { CsvBatchReader } from './csv-batch-reader.ts'
import type { CsvOptions } from './csv-options.ts'
import { createCsvRows } from './csv-rows.ts'
import { CsvSplitter } from './csv-splitter.ts'
import type { CsvKind } from './csv-table.ts'
import { type CsvFile, loadCsvFile } from './load-csv-file.ts'

export async function* readCsv(
  partition: ScanPartition,
  { options, kind }: { readonly options: CsvOptions; readonly kind: CsvKind },
  context: FormatContext,
): AsyncGenerator<Batch, void, undefined> {
  const { codecs, meter, signal, warn } = context
  const source = await context.store.open(partition.location)
  try {
    const file = await loadCsvFile(source, { options, kind }, context)
    const reader = new CsvBatchReader({ table: file, options }, partition, context)
    const request = { source, codecs, compression: file.compression, meter, warn, ...(signal && { signal }) }
    for (const chunk of partition.chunks ?? [undefined]) {
      if (reader.isDone) break
      const chunkRequest = { ...request, ...(chunk && { chunk }) }
      const cursor = await openText(chunkRequest)
      try {
        const found = startsFile(chunk) ? await skipBytes(cursor, file.headerBytes) : await goToFirstLine(cursor, chunkRequest)
        if (found) yield* readRecords(cursor, { file, reader }, context)
        if (!reader.isDone) await cursor.finish()
      } finally {
        await cursor.close()
      }
    }
    yield* reader.finish()
  } finally {
    await source.close()
  }
}

function startsFile(chunk: Chunk | undefined): boolean {
  return chunk === undefined || (chunk.kind === 'bytes' && chunk.start === 0)
}

async function skipBytes(cursor: TextCursor, bytes: number): Promise<boolean> {
  let toDrop = bytes
  for (;;) {
    const part = Math.min(toDrop, cursor.buffer.length)
    cursor.drop(part)
    toDrop -= part
    if (toDrop === 0) return true
    if (!(await cursor.fill())) return false
  }
}

async function* readRecords(
  cursor: TextCursor,
  { file, reader }: { readonly file: CsvFile; readonly reader: CsvBatchReader },
  { batchSize, limits }: FormatContext,
): AsyncGenerator<Batch, void, undefined> {
  const { wanted } = reader
  const rows = createCsvRows(batchSize, wanted.length)
  const splitter = new CsvSplitter(file.dialect, { columnCount: file.schema.fields.length, wanted })
  let at = 0
  let atEnd = false
  for (;;) {
    rows.block = cursor
    rows.bytes = cursor.buffer.bytes()
    rows.count = 0
    const split = splitter.split(rows, at, { length: cursor.buffer.length, lastStart: cursor.lastStart(), atEnd })
    at = split.end
    dropHeader(rows, file)
    yield* reader.readRows(rows)
    if (reader.isDone || split.stop === 'limit') return
    if (split.stop === 'full') continue
    cursor.drop(at)
    at = 0
    if (atEnd) return
    if (cursor.buffer.length > limits.lineBytes) throw longRecord(cursor, limits.lineBytes)
    atEnd = !(await cursor.fill())
  }
}

/** A piece may begin inside the lines before the first record. */
function dropHeader(rows: ReturnType<typeof createCsvRows>, { dataOffset }: CsvFile): void {
  let before = 0
  while (before < rows.count && isBefore(rows.block.locate(rows.starts[before]!), dataOffset)) before++ // below count
  if (before === 0) return
  rows.starts.copyWithin(0, before, rows.count)
  rows.order.copyWithin(0, before, rows.count)
  rows.count -= before
}

type Place = CsvFile['dataOffset']

function isBefore(place: Place, other: Place): boolean {
  if (place.virtualOffset === undefined || other.virtualOffset === undefined) return (place.byteOffset ?? 0) < (other.byteOffset ?? 0)
  const [block = 0, within = 0] = place.virtualOffset.split(':').map(Number)
  const [otherBlock = 0, otherWithin = 0] = other.virtualOffset.split(':').map(Number)
  return block < otherBlock || (block === otherBlock && within < otherWithin)
}

function longRecord(cursor: TextCursor, limit: number): QueryError {
  const at = cursor.locate(0)
  const message = `${at.location}: the record at byte ${at.byteOffset ?? at.virtualOffset} is longer than ${limit} bytes, the limit for lines. Is a quote not closed? Raise the limit if the file is right.`
  return new QueryError('RESOURCE', message, at, { reason: 'line_limit' })
}
