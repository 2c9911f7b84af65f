/** Reads one partition of an Arrow IPC file, or a stream: only columns that are asked for are converted. */
import type { RecordBatch } from 'apache-arrow'
import type { ScanPartition } from '../../catalog/table-provider.ts'
import { ArrowDictionaries } from '../../columnar/arrow/arrow-dictionaries.ts'
import { fromRecordBatch } from '../../columnar/arrow/from-record-batch.ts'
import type { Batch } from '../../columnar/batch.ts'
import { pickColumns } from '../../columnar/pick-columns.ts'
import type { Schema } from '../../columnar/schema.ts'
import { sliceBatch } from '../../columnar/slice-batch.ts'
import { takeBatch } from '../../columnar/take-batch.ts'
import { throwIfAborted } from '../../common/abort.ts'
import { QueryError } from '../../common/errors.ts'
import type { Chunk } from '../../io/chunk.ts'
import type { FormatContext } from '../file-format.ts'
import { filterColumnNames } from '../filter-column-names.ts'
import { arrowFault } from './arrow-fault.ts'
import type { ArrowOptions } from './arrow-options.ts'
import { arrowSchema } from './arrow-schema.ts'
import { checkRecordBatch } from './check-record-batch.ts'
import { type ArrowReader, type BatchBlock, openArrowReader } from './open-arrow-reader.ts'

export async function* readArrow(
  partition: ScanPartition,
  options: ArrowOptions,
  context: FormatContext,
): AsyncGenerator<Batch, void, undefined> {
  const source = await context.store.open(partition.location)
  try {
    const reader = await openArrowReader(source, context)
    const columns = new ColumnChoice(arrowSchema(reader.schema, options), partition, options)
    let left = partition.limit ?? Number.POSITIVE_INFINITY
    if (left <= 0) return
    for await (const recordBatch of recordBatches(reader, partition)) {
      throwIfAborted(context.signal)
      for (const batch of filtered(converted(recordBatch, columns, partition.location), columns, context)) {
        yield batch.numRows <= left ? batch : sliceBatch(batch, 0, left)
        left -= batch.numRows
        if (left <= 0) return
      }
    }
  } finally {
    await source.close()
  }
}

function converted(recordBatch: RecordBatch, columns: ColumnChoice, location: string): Batch {
  try {
    return columns.convert(recordBatch)
  } catch (error) {
    throw arrowFault(error, location, undefined)
  }
}

async function* recordBatches(reader: ArrowReader, { chunks, location }: ScanPartition): AsyncGenerator<RecordBatch, void, undefined> {
  if (reader.kind === 'stream') {
    yield* reader.batches()
    return
  }
  for (const index of wantedBatches(reader.blocks, chunks, location)) yield await reader.read(index)
}

/** A chunk may hold several record batches that touch. */
function wantedBatches(blocks: readonly BatchBlock[], chunks: readonly Chunk[] | undefined, location: string): readonly number[] {
  const all = [...blocks.keys()]
  if (chunks === undefined) return all
  return chunks.flatMap(chunk => {
    const inside = all.filter(index => chunk.kind === 'bytes' && blocks[index]!.start >= chunk.start && blocks[index]!.end <= chunk.end) // keys of blocks
    if (inside.length > 0) return inside
    const message = `${location} was changed since the query was planned: its record batches lie elsewhere now.`
    throw new QueryError('IO', message, { location }, { reason: 'changed_while_reading' })
  })
}

function* filtered(whole: Batch, columns: ColumnChoice, { batchSize, meter, select }: FormatContext): Generator<Batch, void, undefined> {
  for (let from = 0; from < whole.numRows; from += batchSize) {
    const batch = whole.numRows <= batchSize ? whole : sliceBatch(whole, from, Math.min(whole.numRows, from + batchSize))
    meter.rowsRead += batch.numRows
    const output = pickColumns(batch, columns.outputNames)
    const chosen = columns.filterNames.length === 0 ? 'all' : select(pickColumns(batch, columns.filterNames))
    if (chosen === 'all') yield output
    else if (chosen.length > 0) yield takeBatch(output, chosen)
  }
}

/** Which columns are wanted, and how they are converted. */
class ColumnChoice {
  readonly filterNames: readonly string[]
  readonly outputNames: readonly string[]
  private readonly schema: Schema
  private readonly places: readonly number[]
  private readonly dictionaries = new ArrowDictionaries()

  constructor(schema: Schema, { filters, projection, location }: ScanPartition, options: ArrowOptions) {
    const names = schema.fields.map(field => field.name)
    this.filterNames = filterColumnNames(filters)
    this.outputNames = options.projectionPushdown ? projection : names
    const wanted = new Set([...this.filterNames, ...this.outputNames].map(name => placeOf(name, names, location)))
    this.places = [...wanted].sort((a, b) => a - b)
    this.schema = { ...schema, fields: this.places.map(place => schema.fields[place]!) } // placeOf found them
  }

  convert(recordBatch: RecordBatch): Batch {
    const chosen = recordBatch.selectAt([...this.places])
    checkRecordBatch(chosen)
    return fromRecordBatch(chosen, this.schema, this.dictionaries)
  }
}

/** A path into a struct names the struct. */
function placeOf(name: string, names: readonly string[], location: string): number {
  const place = names.indexOf(name)
  if (place >= 0) return place
  const struct = names.findIndex(candidate => name.startsWith(`${candidate}.`))
  if (struct >= 0) return struct
  throw new QueryError('IO', `${location} was changed since the query was planned: it has no column "${name}" now.`, { location })
}
