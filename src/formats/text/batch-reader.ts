/** From blocks of lines to batches: rows of the regions, filter columns first, the other columns for the rows that pass. */
import type { ScanPartition } from '../../catalog/table-provider.ts'
import type { Batch } from '../../columnar/batch.ts'
import { QueryError } from '../../common/errors.ts'
import type { Chunk } from '../../io/chunk.ts'
import type { LineBlock } from '../../io/lines/line-block.ts'
import type { FormatContext } from '../file-format.ts'
import { filterColumnNames } from '../filter-column-names.ts'
import { placeText } from '../place-text.ts'
import { BatchMaker } from '../records/batch-maker.ts'
import type { ColumnSet } from './column-set.ts'
import { type GatherState, gatherRows } from './gather-rows.ts'
import { RegionSelector } from './region-selector.ts'
import { RowFaults } from './row-faults.ts'
import { copyRow, createTextRows, sliceRows, type TextRows, useBlock } from './text-rows.ts'
import type { TextTable } from './text-table.ts'
import { Utf8Watch } from './utf8-watch.ts'

export class BatchReader {
  /** How many tabs of each line are needed. */
  readonly tabs: number
  private readonly table: TextTable
  private readonly context: FormatContext
  private readonly selector: RegionSelector | undefined
  private readonly filterSet: ColumnSet | undefined
  private readonly outputSet: ColumnSet
  private readonly faults: RowFaults
  private readonly watch: Utf8Watch | undefined
  private readonly state: GatherState = { sawRecord: false, isOver: false }
  private readonly gathered: TextRows
  private readonly selected: TextRows
  private readonly passing: TextRows
  private readonly maker: BatchMaker<TextRows>

  constructor(table: TextTable, partition: ScanPartition, context: FormatContext) {
    const { location, filters, projection, regions } = partition
    const warn = (message: string) => context.warn(`${location}: ${message}`)
    const { options } = table
    this.table = table
    this.context = context
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
    this.maker = new BatchMaker(this.outputSet, this.faults, { batchSize: context.batchSize, limit: partition.limit })
    if (this.outputSet.schema.fields.length === table.columnCount) {
      this.watch = new Utf8Watch(at =>
        context.warn(`${placeText({ ...at, location })}: this line holds bytes that are not UTF-8; they read as U+FFFD.`),
      )
    }
  }

  /** The limit is reached, or no more records follow. */
  get isDone(): boolean {
    return this.maker.isDone
  }

  /** What is left of the chunk lies behind the regions. */
  get isBehindRegions(): boolean {
    return this.selector?.isBehind === true
  }

  startChunk(chunk: Chunk | undefined): void {
    this.selector?.startChunk(chunk)
  }

  *readBlock(block: LineBlock): Generator<Batch, void, undefined> {
    for (const rows of [this.gathered, this.selected, this.passing]) useBlock(rows, block)
    const { lineRule } = this.table
    for (let line = 0; line < block.count && !this.isDone && !this.isBehindRegions; ) {
      const rows = this.gathered
      rows.count = 0
      const most = this.context.batchSize
      line = gatherRows(rows, { block, line, rule: lineRule, state: this.state, most }, start => this.leftOut(block, start))
      this.context.meter.rowsRead += rows.count
      this.watch?.check(rows)
      yield* this.build(this.filter(this.selectRegions(rows)))
      if (this.state.isOver) this.maker.isDone = true
    }
  }

  /** What is left when all blocks are read. */
  finish(): Generator<Batch, void, undefined> {
    return this.maker.rest()
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
    const { outputSet, maker, table } = this
    const checksFields = outputSet.lastField > (this.filterSet?.lastField ?? -1)
    for (let from = 0; from < rows.count && !maker.isDone; ) {
      const count = maker.room(rows.count - from)
      const part = from === 0 && count === rows.count ? rows : sliceRows(rows, from, count)
      maker.add(part, (checked, faults) => {
        if (checksFields) table.checkFields(checked, faults, outputSet.lastField)
        outputSet.append(checked, faults)
      })
      if (outputSet.lastField >= table.wideField) maker.addBytes(lineBytes(part))
      if (maker.isFull) yield maker.finish()
      from += count
    }
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
