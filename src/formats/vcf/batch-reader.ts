/** From blocks of lines to batches: rows of the regions, filter columns first, the other columns for the rows that pass. */
import type { ScanPartition } from '../../catalog/table-provider.ts'
import type { Batch } from '../../columnar/batch.ts'
import { takeBatch } from '../../columnar/take-batch.ts'
import { QueryError } from '../../common/errors.ts'
import type { LineBlock } from '../../io/lines/line-block.ts'
import type { FormatContext } from '../file-format.ts'
import { filterColumnNames } from '../filter-column-names.ts'
import { placeText } from '../place-text.ts'
import { checkColumns } from './check-columns.ts'
import { ColumnSet } from './column-set.ts'
import { FIELD } from './columns/vcf-column-reader.ts'
import { type GatherState, gatherRows } from './gather-rows.ts'
import { projectColumns } from './project-columns.ts'
import { RecordEnd } from './record-end.ts'
import { RegionSelector } from './region-selector.ts'
import { RowFaults } from './row-faults.ts'
import { copyRow, createVcfRows, sliceRows, useBlock, type VcfRows } from './vcf-rows.ts'
import type { VcfTable } from './vcf-schema.ts'

/** A batch does not grow beyond lines of this many bytes. */
const BATCH_BYTES = 16 << 20

export class BatchReader {
  /** How many tabs of each line are needed. */
  readonly tabs: number
  /** The limit is reached: nothing more is needed. */
  isDone = false
  private readonly table: VcfTable
  private readonly context: FormatContext
  private readonly limit: number
  private readonly selector: RegionSelector | undefined
  private readonly filterSet: ColumnSet | undefined
  private readonly outputSet: ColumnSet
  private readonly faults: RowFaults
  private readonly state: GatherState = { sawRecord: false }
  private readonly gathered: VcfRows
  private readonly selected: VcfRows
  private readonly passing: VcfRows
  private rowsOut = 0
  private outputBytes = 0
  /** Rows of the batch in the making to drop again: on_malformed => 'skip'. */
  private dropped: number[] = []

  constructor(table: VcfTable, partition: ScanPartition, context: FormatContext) {
    const { location, filters, projection, regions } = partition
    const warn = (message: string) => context.warn(`${location}: ${message}`)
    const recordEnd = new RecordEnd(table.header)
    const { options } = table
    this.table = table
    this.context = context
    this.limit = partition.limit ?? Number.POSITIVE_INFINITY
    const indexLocation = partition.chunks?.some(chunk => chunk.kind === 'bgzf') ? options.indexPath : undefined
    this.selector = regions && new RegionSelector(regions, { recordEnd, location, indexLocation })
    const filterNames = filterColumnNames(filters)
    const filterColumns = projectColumns(table, filterNames)
    this.filterSet = filters.length > 0 ? new ColumnSet(table, filterColumns, { warn, judged: [] }) : undefined
    const outputColumns = options.projectionPushdown ? projectColumns(table, projection) : table.columns
    this.outputSet = new ColumnSet(table, outputColumns, { warn, judged: filterNames })
    this.tabs = 1 + Math.max(this.selector?.lastField ?? -1, this.filterSet?.lastField ?? -1, this.outputSet.lastField)
    this.faults = new RowFaults({ policy: options.onMalformed, location, meter: context.meter })
    this.gathered = createVcfRows(context.batchSize)
    this.selected = createVcfRows(context.batchSize)
    this.passing = createVcfRows(context.batchSize)
    this.isDone = this.limit <= 0
  }

  startChunk(): void {
    this.selector?.startChunk()
  }

  *readBlock(block: LineBlock): Generator<Batch, void, undefined> {
    for (const rows of [this.gathered, this.selected, this.passing]) useBlock(rows, block)
    for (let line = 0; line < block.count && !this.isDone; ) {
      const rows = this.gathered
      rows.count = 0
      const most = this.context.batchSize
      line = gatherRows(rows, { block, line, state: this.state, most }, start => this.faultyHeaderLine(block, start))
      this.context.meter.rowsRead += rows.count
      yield* this.build(this.filter(this.selectRegions(rows)))
    }
  }

  /** What is left when all blocks are read. */
  *finish(): Generator<Batch, void, undefined> {
    if (this.outputSet.length > 0) yield this.finishBatch()
  }

  private selectRegions(rows: VcfRows): VcfRows {
    if (this.selector === undefined) return rows
    this.selected.count = 0
    this.selector.select(rows, this.selected)
    return this.selected
  }

  private filter(rows: VcfRows): VcfRows {
    const { filterSet, faults, passing } = this
    if (filterSet === undefined || rows.count === 0) return rows
    checkColumns(rows, faults, { header: this.table.header, lastField: filterSet.lastField })
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

  private *build(rows: VcfRows): Generator<Batch, void, undefined> {
    const { outputSet, faults, context } = this
    for (let from = 0; from < rows.count && !this.isDone; ) {
      const count = Math.min(rows.count - from, context.batchSize - outputSet.length, this.limit - this.rowsOut)
      const part = from === 0 && count === rows.count ? rows : sliceRows(rows, from, count)
      const base = outputSet.length
      if (outputSet.lastField > (this.filterSet?.lastField ?? -1)) {
        checkColumns(part, faults, { header: this.table.header, lastField: outputSet.lastField })
      }
      outputSet.append(part, faults)
      faults.settle(part)
      const skipped = faults.takeSkipped()
      for (const row of skipped) this.dropped.push(base + row)
      this.rowsOut += count - skipped.size
      this.isDone = this.rowsOut >= this.limit
      if (outputSet.lastField >= FIELD.info) this.outputBytes += lineBytes(part)
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

  private faultyHeaderLine(block: LineBlock, start: number): void {
    const { onMalformed } = this.table.options
    if (onMalformed !== 'error') {
      this.context.meter.rowsSkipped++
      return
    }
    const at = block.locate(start)
    throw new QueryError('FORMAT', `${placeText(at)}: a header line stands among the records.`, at)
  }
}

function lineBytes(rows: VcfRows): number {
  let bytes = 0
  for (let row = 0; row < rows.count; row++) bytes += rows.ends[row]! - rows.starts[row]! // row lies below count
  return bytes
}
