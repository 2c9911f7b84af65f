/** From whole records to batches: filter columns first, the other columns for the rows that pass. */
import type { ScanPartition } from '../../catalog/table-provider.ts'
import type { Batch } from '../../columnar/batch.ts'
import type { Field } from '../../columnar/data-type.ts'
import { takeBatch } from '../../columnar/take-batch.ts'
import { QueryError } from '../../common/errors.ts'
import type { FormatContext } from '../file-format.ts'
import { filterColumnNames } from '../filter-column-names.ts'
import { ColumnSet } from '../text/column-set.ts'
import { RowFaults } from '../text/row-faults.ts'
import { moveRow, type SequenceRows, SPAN, SPANS, sliceSequenceRows } from './sequence-rows.ts'
import { NEEDS, type SequenceTable } from './sequence-table.ts'

/** A batch does not grow beyond records of this many bytes. */
const BATCH_BYTES = 16 << 20

export class SequenceBatchReader {
  /** The limit is reached: nothing more is needed. */
  isDone = false
  /** What the filters, and the columns behind them, look at: see NEEDS. -1: nothing. */
  readonly filterNeeds: number
  readonly outputNeeds: number
  private readonly context: FormatContext
  private readonly limit: number
  private readonly filterSet: ColumnSet<SequenceRows> | undefined
  private readonly outputSet: ColumnSet<SequenceRows>
  private readonly faults: RowFaults
  private rowsOut = 0
  private outputBytes = 0
  /** Rows of the batch in the making to drop again: on_malformed => 'skip'. */
  private dropped: number[] = []

  constructor(table: SequenceTable, partition: ScanPartition, context: FormatContext) {
    const { location, filters, projection } = partition
    const { options } = table
    const filterNames = filterColumnNames(filters)
    const warn = (message: string) => context.warn(`${location}: ${message}`)
    this.context = context
    this.limit = partition.limit ?? Number.POSITIVE_INFINITY
    this.filterSet = filters.length > 0 ? columnSet(table, fieldsNamed(table, filterNames), { warn, judged: [] }) : undefined
    const wanted = options.projectionPushdown ? fieldsNamed(table, projection) : table.schema.fields
    this.outputSet = columnSet(table, wanted, { warn, judged: filterNames })
    this.filterNeeds = this.filterSet?.lastField ?? -1
    this.outputNeeds = this.outputSet.lastField
    this.faults = new RowFaults({ policy: options.onMalformed, location, meter: context.meter })
    this.isDone = this.limit <= 0
  }

  /** The rows are used up: what is left of them means nothing. */
  *readRows(rows: SequenceRows): Generator<Batch, void, undefined> {
    this.context.meter.rowsRead += rows.count
    this.filter(rows)
    yield* this.build(rows)
  }

  /** Keeps the rows that pass, in place. Not counted: `readRows` does both. */
  filter(rows: SequenceRows): void {
    const { filterSet, faults } = this
    if (filterSet === undefined || rows.count === 0) return
    filterSet.append(rows, faults)
    faults.settle(rows)
    const chosen = this.context.select(filterSet.finish())
    const skipped = faults.takeSkipped()
    if (chosen === 'all' && skipped.size === 0) return
    const count = chosen === 'all' ? rows.count : chosen.length
    let kept = 0
    for (let i = 0; i < count; i++) {
      const row = chosen === 'all' ? i : chosen[i]! // i lies below its length
      // Chosen rows ascend, so that kept is never ahead.
      if (!skipped.has(row)) moveRow(rows, row, kept++)
    }
    rows.count = kept
  }

  *build(rows: SequenceRows): Generator<Batch, void, undefined> {
    const { outputSet, faults, context } = this
    for (let from = 0; from < rows.count && !this.isDone; ) {
      const count = Math.min(rows.count - from, context.batchSize - outputSet.length, this.limit - this.rowsOut)
      const part = from === 0 && count === rows.count ? rows : sliceSequenceRows(rows, from, count)
      const base = outputSet.length
      outputSet.append(part, faults)
      faults.settle(part)
      const skipped = faults.takeSkipped()
      for (const row of skipped) this.dropped.push(base + row)
      this.rowsOut += count - skipped.size
      this.isDone = this.rowsOut >= this.limit
      if (this.outputNeeds >= NEEDS.sequence) this.outputBytes += recordBytes(part)
      if (outputSet.length >= context.batchSize || this.outputBytes >= BATCH_BYTES || this.isDone) yield this.finishBatch()
      from += count
    }
  }

  /** The batch in the making, if it has rows. */
  *flush(): Generator<Batch, void, undefined> {
    if (this.outputSet.length > 0) yield this.finishBatch()
  }

  private finishBatch(): Batch {
    const batch = this.outputSet.finish()
    this.outputBytes = 0
    if (this.dropped.length === 0) return batch
    const dropped = new Set(this.dropped)
    this.dropped = []
    const kept = Uint32Array.from({ length: batch.numRows }, (_, row) => row).filter(row => !dropped.has(row))
    return takeBatch(batch, kept)
  }
}

function fieldsNamed(table: SequenceTable, names: readonly string[]): readonly Field[] {
  return names.map(name => {
    const field = table.schema.fields.find(candidate => candidate.name === name)
    if (field !== undefined) return field
    const message = `A scan asks for the column "${name}", which the table does not have. This is a bug in locusql; please report it.`
    throw new QueryError('INTERNAL', message)
  })
}

function columnSet(
  table: SequenceTable,
  fields: readonly Field[],
  { warn, judged }: { readonly warn: (message: string) => void; readonly judged: readonly string[] },
): ColumnSet<SequenceRows> {
  const { metadata } = table.schema
  const columns = fields.map(field => table.readColumn(field, { warn, isJudged: judged.includes(field.name) }))
  return new ColumnSet(columns, { judged, ...(metadata === undefined ? {} : { metadata }) })
}

function recordBytes({ spans, count }: SequenceRows): number {
  let bytes = 0
  // In range: SPANS numbers a row; what a record does not have ends where it begins.
  for (let at = 0; at < count * SPANS; at += SPANS) {
    bytes += spans[at + SPAN.sequenceEnd]! - spans[at + SPAN.sequenceStart]! + spans[at + SPAN.qualityEnd]! - spans[at + SPAN.qualityStart]!
  }
  return bytes
}
