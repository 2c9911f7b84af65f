/** From blocks of lines to batches: rows of the regions, filter columns first, the other columns for the rows that pass. */
import type { ScanPartition } from '../../catalog/table-provider.ts'
import type { Batch } from '../../columnar/batch.ts'
import { takeBatch } from '../../columnar/take-batch.ts'
import { QueryError } from '../../common/errors.ts'
import type { LineBlock } from '../../io/lines/line-block.ts'
import type { FormatContext } from '../file-format.ts'
import { filterColumnNames } from '../filter-column-names.ts'
import { placeText } from '../place-text.ts'
import type { ColumnSet } from './column-set.ts'
import { type GatherState, gatherRows } from './gather-rows.ts'
import { RegionSelector } from './region-selector.ts'
import { RowFaults } from './row-faults.ts'
import { copyRow, createTextRows, sliceRows, type TextRows, useBlock } from './text-rows.ts'
import type { TextTable } from './text-table.ts'
import { Utf8Watch } from './utf8-watch.ts'

/** A batch does not grow beyond lines of this many bytes. */
const BATCH_BYTES = 16 << 20

export class BatchReader {
  /** How many tabs of each line are needed. */
  readonly tabs: number
  /** The limit is reached, or no more records follow. */
  isDone = false
  private readonly table: TextTable
  private readonly context: FormatContext
  private readonly limit: number
  private readonly selector: RegionSelector | undefined
  private readonly filterSet: ColumnSet | undefined
  private readonly outputSet: ColumnSet
  private readonly faults: RowFaults
  private readonly watch: Utf8Watch | undefined
  private readonly state: GatherState = { sawRecord: false, isOver: false }
  private readonly gathered: TextRows
  private readonly selected: TextRows
  private readonly passing: TextRows
  private rowsOut = 0
  private outputBytes = 0
  /** Rows of the batch in the making to drop again: on_malformed => 'skip'. */
  private dropped: number[] = []

  constructor(table: TextTable, partition: ScanPartition, context: FormatContext) {
    const { location, filters, projection, regions } = partition
    const warn = (message: string) => context.warn(`${location}: ${message}`)
    const { options } = table
    this.table = table
    this.context = context
    this.limit = partition.limit ?? Number.POSITIVE_INFINITY
    const indexLocation = partition.chunks?.some(chunk => chunk.kind === 'bgzf') ? options.indexPath : undefined
    this.selector = regions && new RegionSelector(regions, { place: table.place, location, indexLocation })
    const filterNames = filterColumnNames(filters)
    this.filterSet = filters.length > 0 ? table.createColumns(filterNames, { warn, judged: [] }) : undefined
    this.outputSet = table.createColumns(options.projectionPushdown ? projection : 'all', { warn, judged: filterNames })
    this.tabs = 1 + Math.max(this.selector?.lastField ?? -1, this.filterSet?.lastField ?? -1, this.outputSet.lastField)
    this.faults = new RowFaults({ policy: options.onMalformed, location, meter: context.meter })
    this.gathered = createTextRows(context.batchSize)
    this.selected = createTextRows(context.batchSize)
    this.passing = createTextRows(context.batchSize)
    this.isDone = this.limit <= 0
    if (this.outputSet.schema.fields.length === table.columnCount) {
      this.watch = new Utf8Watch(at =>
        context.warn(`${placeText({ ...at, location })}: this line holds bytes that are not UTF-8; they read as U+FFFD.`),
      )
    }
  }

  startChunk(): void {
    this.selector?.startChunk()
  }

  *readBlock(block: LineBlock): Generator<Batch, void, undefined> {
    for (const rows of [this.gathered, this.selected, this.passing]) useBlock(rows, block)
    const { lineRule } = this.table
    for (let line = 0; line < block.count && !this.isDone; ) {
      const rows = this.gathered
      rows.count = 0
      const most = this.context.batchSize
      line = gatherRows(rows, { block, line, rule: lineRule, state: this.state, most }, start => this.leftOut(block, start))
      this.context.meter.rowsRead += rows.count
      this.watch?.check(rows)
      yield* this.build(this.filter(this.selectRegions(rows)))
      if (this.state.isOver) this.isDone = true
    }
  }

  /** What is left when all blocks are read. */
  *finish(): Generator<Batch, void, undefined> {
    if (this.outputSet.length > 0) yield this.finishBatch()
  }

  private selectRegions(rows: TextRows): TextRows {
    if (this.selector === undefined) return rows
    this.selected.count = 0
    this.selector.select(rows, this.selected)
    return this.selected
  }

  private filter(rows: TextRows): TextRows {
    const { filterSet, faults, passing } = this
    if (filterSet === undefined || rows.count === 0) return rows
    this.table.checkFields(rows, faults, filterSet.lastField)
    filterSet.append(rows, faults)
    faults.settle(rows)
    const chosen = this.context.select(filterSet.finish())
    const skipped = faults.takeSkipped()
    if (chosen === 'all' && skipped.size === 0) return rows
    passing.count = 0
    const count = chosen === 'all' ? rows.count : chosen.length
    for (let i = 0; i < count; i++) {
      const row = chosen === 'all' ? i : chosen[i]! // i lies below its length
      if (!skipped.has(row)) copyRow(rows, row, passing)
    }
    return passing
  }

  private *build(rows: TextRows): Generator<Batch, void, undefined> {
    const { outputSet, faults, context } = this
    for (let from = 0; from < rows.count && !this.isDone; ) {
      const count = Math.min(rows.count - from, context.batchSize - outputSet.length, this.limit - this.rowsOut)
      const part = from === 0 && count === rows.count ? rows : sliceRows(rows, from, count)
      const base = outputSet.length
      if (outputSet.lastField > (this.filterSet?.lastField ?? -1)) {
        this.table.checkFields(part, faults, outputSet.lastField)
      }
      outputSet.append(part, faults)
      faults.settle(part)
      const skipped = faults.takeSkipped()
      for (const row of skipped) this.dropped.push(base + row)
      this.rowsOut += count - skipped.size
      this.isDone = this.rowsOut >= this.limit
      if (outputSet.lastField >= this.table.wideField) this.outputBytes += lineBytes(part)
      if (outputSet.length >= context.batchSize || this.outputBytes >= BATCH_BYTES || this.isDone) yield this.finishBatch()
      from += count
    }
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

  private leftOut(block: LineBlock, start: number): void {
    const { lineRule, options } = this.table
    if (lineRule.misplaced === undefined) return
    if (options.onMalformed !== 'error') {
      this.context.meter.rowsSkipped++
      return
    }
    const at = block.locate(start)
    throw new QueryError('FORMAT', `${placeText(at)}: ${lineRule.misplaced} stands among the records.`, at)
  }
}

function lineBytes(rows: TextRows): number {
  let bytes = 0
  for (let row = 0; row < rows.count; row++) bytes += rows.ends[row]! - rows.starts[row]! // row lies below count
  return bytes
}
