/** From whole records to batches: rows of the regions, filter columns first, the other columns for the rows that pass. */
import type { ScanPartition } from '../../catalog/table-provider.ts'
import type { Batch } from '../../columnar/batch.ts'
import { takeBatch } from '../../columnar/take-batch.ts'
import type { FormatContext } from '../file-format.ts'
import { filterColumnNames } from '../filter-column-names.ts'
import { RowFaults } from '../text/row-faults.ts'
import { projectColumns } from '../vcf/project-columns.ts'
import { recordEndOffset } from './bcf-layout.ts'
import { BcfRegionSelector } from './bcf-region-selector.ts'
import { type BcfRows, sliceBcfRows } from './bcf-rows.ts'
import { type BcfColumns, type BcfTable, createBcfColumns } from './create-bcf-columns.ts'
import { RecordEnd } from './record-end.ts'

/** A batch does not grow beyond records of this many bytes. */
const BATCH_BYTES = 16 << 20

export class BcfBatchReader {
  /** The limit is reached: nothing more is needed. */
  isDone = false
  private readonly context: FormatContext
  private readonly policy: 'error' | 'skip' | 'null'
  private readonly limit: number
  private readonly selector: BcfRegionSelector | undefined
  private readonly filterColumns: BcfColumns | undefined
  private readonly output: BcfColumns
  private readonly faults: RowFaults
  private rowsOut = 0
  private outputBytes = 0
  /** Rows of the batch in the making to drop again: on_malformed => 'skip'. */
  private dropped: number[] = []

  constructor(bcf: BcfTable, partition: ScanPartition, context: FormatContext) {
    const { location, filters, projection, regions } = partition
    const { file, table } = bcf
    const { options } = table
    const warn = (message: string) => context.warn(`${location}: ${message}`)
    const indexLocation = partition.chunks?.some(chunk => chunk.kind === 'bgzf') ? options.indexPath : undefined
    const { contigs, strings } = file.dictionaries
    const filterNames = filterColumnNames(filters)
    this.context = context
    this.policy = options.onMalformed
    this.limit = partition.limit ?? Number.POSITIVE_INFINITY
    this.selector =
      regions && new BcfRegionSelector(regions, { location, contigs, recordEnd: new RecordEnd(file.header, strings), indexLocation })
    this.filterColumns = filters.length > 0 ? createBcfColumns(bcf, projectColumns(table, filterNames), { warn, judged: [] }) : undefined
    const wanted = options.projectionPushdown ? projectColumns(table, projection) : table.columns
    this.output = createBcfColumns(bcf, wanted, { warn, judged: filterNames })
    this.faults = new RowFaults({ policy: options.onMalformed, location, meter: context.meter })
    this.isDone = this.limit <= 0
  }

  startChunk(): void {
    this.selector?.startChunk()
  }

  /** The rows are used up: what is left of them means nothing. */
  *readRows(rows: BcfRows): Generator<Batch, void, undefined> {
    this.context.meter.rowsRead += rows.count
    this.selector?.select(rows)
    if (rows.count > 0 && this.filterColumns !== undefined) this.filter(rows, this.filterColumns)
    yield* this.build(rows)
  }

  /** What is left when all records are read. */
  *finish(): Generator<Batch, void, undefined> {
    if (this.output.set.length > 0) yield this.finishBatch()
  }

  /** Keeps the rows that pass, in place. */
  private filter(rows: BcfRows, columns: BcfColumns): void {
    const { faults } = this
    this.scan(rows, columns)
    columns.set.append(rows, faults)
    faults.settle(rows)
    const chosen = this.context.select(columns.set.finish())
    const skipped = faults.takeSkipped()
    if (chosen === 'all' && skipped.size === 0) return
    const { starts } = rows
    const count = chosen === 'all' ? rows.count : chosen.length
    let kept = 0
    for (let i = 0; i < count; i++) {
      const row = chosen === 'all' ? i : chosen[i]! // i lies below its length
      if (!skipped.has(row)) starts[kept++] = starts[row]! // chosen rows ascend, so that kept is never ahead
    }
    rows.count = kept
  }

  /**
   * A record whose lengths do not fit cannot be parted into fields: it is an error, or it is left out and counted, also where broken fields
   * read as NULL.
   */
  private scan(rows: BcfRows, columns: BcfColumns): void {
    columns.scanner?.scan(rows, (record, fault) => {
      if (this.policy !== 'error') this.context.meter.rowsSkipped++
      else {
        this.faults.report(0, () => fault)
        this.faults.settle({ block: rows.block, starts: Int32Array.of(record) })
      }
    })
  }

  private *build(rows: BcfRows): Generator<Batch, void, undefined> {
    const { output, faults, context } = this
    const { set } = output
    for (let from = 0; from < rows.count && !this.isDone; ) {
      const count = Math.min(rows.count - from, context.batchSize - set.length, this.limit - this.rowsOut)
      from += count
      const part = sliceBcfRows(rows, from - count, count)
      this.scan(part, output)
      const base = set.length
      set.append(part, faults)
      faults.settle(part)
      const skipped = faults.takeSkipped()
      for (const row of skipped) this.dropped.push(base + row)
      this.rowsOut += part.count - skipped.size
      this.isDone = this.rowsOut >= this.limit
      if (output.isWide) this.outputBytes += recordBytes(part)
      if (set.length >= context.batchSize || this.outputBytes >= BATCH_BYTES || this.isDone) yield this.finishBatch()
    }
  }

  private finishBatch(): Batch {
    const batch = this.output.set.finish()
    this.outputBytes = 0
    if (this.dropped.length === 0) return batch
    const dropped = new Set(this.dropped)
    this.dropped = []
    const kept = Uint32Array.from({ length: batch.numRows }, (_, row) => row).filter(row => !dropped.has(row))
    return takeBatch(batch, kept)
  }
}

function recordBytes({ bytes, starts, count }: BcfRows): number {
  let sum = 0
  for (let row = 0; row < count; row++) sum += recordEndOffset(bytes, starts[row]!) - starts[row]! // row lies below count
  return sum
}
