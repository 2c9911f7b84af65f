/** From records to batches: filter columns first, the other columns for the rows that pass. */
import type { ScanPartition } from '../../catalog/table-provider.ts'
import type { Batch } from '../../columnar/batch.ts'
import { QueryError } from '../../common/errors.ts'
import type { FormatContext } from '../file-format.ts'
import { filterColumnNames } from '../filter-column-names.ts'
import { BatchMaker } from '../records/batch-maker.ts'
import { ColumnSet } from '../text/column-set.ts'
import { RowFaults } from '../text/row-faults.ts'
import { CsvColumn } from './csv-column.ts'
import type { CsvOptions } from './csv-options.ts'
import { type CsvRows, OPEN_QUOTE, sliceCsvRows, TEXT_BEHIND_QUOTE } from './csv-rows.ts'
import type { CsvTable } from './csv-table.ts'

export class CsvBatchReader {
  /** Numbers of the columns that are read, in the order of their slots. */
  readonly wanted: readonly number[]
  private readonly table: CsvTable
  private readonly options: CsvOptions
  private readonly context: FormatContext
  private readonly filterSet: ColumnSet<CsvRows> | undefined
  private readonly outputSet: ColumnSet<CsvRows>
  private readonly faults: RowFaults
  private readonly maker: BatchMaker<CsvRows>

  constructor(
    { table, options }: { readonly table: CsvTable; readonly options: CsvOptions },
    partition: ScanPartition,
    context: FormatContext,
  ) {
    const { location, filters, projection } = partition
    const names = table.schema.fields.map(field => field.name)
    const filterNames = filterColumnNames(filters)
    const outputNames = options.projectionPushdown ? projection : names
    this.wanted = [...new Set([...filterNames, ...outputNames])].map(name => numberOf(name, names))
    this.table = table
    this.options = options
    this.context = context
    this.filterSet = filters.length > 0 ? this.columnSet(filterNames, [], location) : undefined
    this.outputSet = this.columnSet(outputNames, filterNames, location)
    const policy = options.ignoreErrors && options.onMalformed === 'error' ? 'skip' : options.onMalformed
    this.faults = new RowFaults({ policy, location, meter: context.meter })
    this.maker = new BatchMaker(this.outputSet, this.faults, { batchSize: context.batchSize, limit: partition.limit })
  }

  /** The limit is reached: nothing more is needed. */
  get isDone(): boolean {
    return this.maker.isDone
  }

  *readRows(rows: CsvRows): Generator<Batch, void, undefined> {
    this.context.meter.rowsRead += rows.count
    this.checkRecords(rows)
    if (rows.count > 0 && this.filterSet !== undefined) this.filter(rows, this.filterSet)
    yield* this.build(rows)
  }

  /** What is left when all records are read. */
  finish(): Generator<Batch, void, undefined> {
    return this.maker.rest()
  }

  /** Without a column, only broken quotes are faults: they decide where records end. */
  private checkRecords(rows: CsvRows): void {
    const { faults } = this
    const { order, count, records } = rows
    const columnCount = this.table.schema.fields.length
    const mayBeShort = this.options.nullPadding
    for (let row = 0; row < count; row++) {
      const found = records.fieldCounts[order[row]!]! // row lies below count, and each record has its number of fields
      if (found === columnCount || (found >= 0 && (this.wanted.length === 0 || (mayBeShort && found < columnCount)))) continue
      this.report(row, found, columnCount)
    }
    faults.settle(rows)
    keepRows(rows, 'all', faults.takeSkipped())
  }

  private report(row: number, found: number, columnCount: number): void {
    this.faults.report(row, () => {
      if (found === OPEN_QUOTE) return 'a quote is not closed before the end of the file.'
      if (found === TEXT_BEHIND_QUOTE)
        return "text stands behind a closing quote. A quote inside quotes must stand twice, or say quote => ''."
      const hint = found < columnCount ? ' null_padding => true fills up with NULL.' : ''
      return `the line has ${found} fields, and the table has ${columnCount} columns.${hint}`
    })
  }

  private filter(rows: CsvRows, set: ColumnSet<CsvRows>): void {
    const { faults } = this
    set.append(rows, faults)
    faults.settle(rows)
    keepRows(rows, this.context.select(set.finish()), faults.takeSkipped())
  }

  private *build(rows: CsvRows): Generator<Batch, void, undefined> {
    const { outputSet, maker } = this
    for (let from = 0; from < rows.count && !maker.isDone; ) {
      const count = maker.room(rows.count - from)
      const part = sliceCsvRows(rows, from, count)
      maker.add(part, (some, faults) => outputSet.append(some, faults))
      maker.addBytes(bytesOf(part))
      if (maker.isFull) yield maker.finish()
      from += count
    }
  }

  private columnSet(names: readonly string[], judged: readonly string[], location: string): ColumnSet<CsvRows> {
    const { schema, dialect } = this.table
    const { nullstr = [''], allowQuotedNulls } = this.options
    const encoder = new TextEncoder()
    const nulls = nullstr.map(text => encoder.encode(text))
    const all = schema.fields.map(field => field.name)
    const columns = names.map(name => {
      const number = numberOf(name, all)
      const field = schema.fields[number]! // numberOf found it
      const warn = () => this.context.warn(`${location}: column ${name} holds bytes that are not UTF-8; they read as U+FFFD.`)
      const reader = new CsvColumn({ field, slot: this.wanted.indexOf(number), dialect, nulls, allowQuotedNulls, warn })
      return { field, reader, lastField: 0 }
    })
    return new ColumnSet(columns, { judged, ...(schema.metadata === undefined ? {} : { metadata: schema.metadata }) })
  }
}

/** Keeps the chosen rows that are not skipped, in place. */
function keepRows(rows: CsvRows, chosen: Uint32Array | 'all', skipped: ReadonlySet<number>): void {
  if (chosen === 'all' && skipped.size === 0) return
  const { starts, order } = rows
  const count = chosen === 'all' ? rows.count : chosen.length
  let kept = 0
  for (let i = 0; i < count; i++) {
    const row = chosen === 'all' ? i : chosen[i]! // i lies below its length
    if (skipped.has(row)) continue
    // Chosen rows ascend, so that kept is never ahead.
    starts[kept] = starts[row]!
    order[kept++] = order[row]!
  }
  rows.count = kept
}

function numberOf(name: string, names: readonly string[]): number {
  const number = names.indexOf(name)
  if (number >= 0) return number
  throw new QueryError(
    'INTERNAL',
    `A scan asks for the column "${name}", which the table does not have. This is a bug in locusql; please report it.`,
  )
}

/** From the first row to the last, which is near enough. */
function bytesOf({ starts, count }: CsvRows): number {
  return count === 0 ? 0 : starts[count - 1]! - starts[0]! // in range: there is a row
}
