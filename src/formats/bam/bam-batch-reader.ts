/** From whole records to batches: rows of the regions, filter columns first, the other columns for the rows that pass. */
import type { ScanPartition } from '../../catalog/table-provider.ts'
import type { Batch } from '../../columnar/batch.ts'
import { takeBatch } from '../../columnar/take-batch.ts'
import { QueryError } from '../../common/errors.ts'
import type { FormatContext } from '../file-format.ts'
import { filterColumnNames } from '../filter-column-names.ts'
import { RowFaults } from '../text/row-faults.ts'
import type { AlignmentColumn, AlignmentTable } from './alignment-schema.ts'
import { layoutFault, recordEnd } from './bam-layout.ts'
import { BamRegionSelector } from './bam-region-selector.ts'
import { type BamRows, sliceBamRows } from './bam-rows.ts'
import { type BamColumns, createBamColumns } from './create-bam-columns.ts'

/** A batch does not grow beyond records of this many bytes. */
const BATCH_BYTES = 16 << 20

export class BamBatchReader {
  /** The limit is reached: nothing more is needed. */
  isDone = false
  private readonly context: FormatContext
  private readonly policy: 'error' | 'skip' | 'null'
  private readonly limit: number
  private readonly selector: BamRegionSelector | undefined
  private readonly filterColumns: BamColumns | undefined
  private readonly output: BamColumns
  private readonly faults: RowFaults
  private rowsOut = 0
  private outputBytes = 0
  /** Rows of the batch in the making to drop again: on_malformed => 'skip'. */
  private dropped: number[] = []

  constructor(table: AlignmentTable, partition: ScanPartition, context: FormatContext) {
    const { location, filters, projection, regions } = partition
    const { options, header } = table
    const warn = (message: string) => context.warn(`${location}: ${message}`)
    const indexLocation = partition.chunks?.some(chunk => chunk.kind === 'bgzf') ? options.indexPath : undefined
    const filterNames = filterColumnNames(filters)
    this.context = context
    this.policy = options.onMalformed
    this.limit = partition.limit ?? Number.POSITIVE_INFINITY
    this.selector = regions && new BamRegionSelector(regions, { references: header.references, indexLocation })
    this.filterColumns = filters.length > 0 ? createBamColumns(table, namedColumns(table, filterNames), { warn, judged: [] }) : undefined
    const wanted = options.projectionPushdown ? namedColumns(table, projection) : table.columns
    this.output = createBamColumns(table, wanted, { warn, judged: filterNames })
    this.faults = new RowFaults({ policy: options.onMalformed, location, meter: context.meter })
    this.isDone = this.limit <= 0
  }

  /** What is left of the chunk lies behind the regions. */
  get isBehindRegions(): boolean {
    return this.selector?.isBehind === true
  }

  startChunk(): void {
    this.selector?.startChunk()
  }

  /** The rows are used up: what is left of them means nothing. */
  *readRows(rows: BamRows): Generator<Batch, void, undefined> {
    this.context.meter.rowsRead += rows.count
    this.selector?.select(rows)
    if (rows.count === 0) return
    if (this.filterColumns) this.filter(rows, this.filterColumns)
    if (this.output.needsLengths && !this.filterColumns?.needsLengths) this.checkLengths(rows)
    yield* this.build(rows)
  }

  /** What is left when all records are read. */
  *finish(): Generator<Batch, void, undefined> {
    if (this.output.set.length > 0) yield this.finishBatch()
  }

  /** Keeps the rows that pass, in place. */
  private filter(rows: BamRows, columns: BamColumns): void {
    const { faults } = this
    if (columns.needsLengths) this.checkLengths(rows)
    columns.append(rows, faults)
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
  private checkLengths(rows: BamRows): void {
    if (rows.kernels?.load(rows)) return
    const { bytes, starts, count } = rows
    let kept = 0
    for (let row = 0; row < count; row++) {
      const record = starts[row]! // row lies below count
      const fault = layoutFault(bytes, record)
      if (fault === undefined) starts[kept++] = record
      else if (this.policy !== 'error') this.context.meter.rowsSkipped++
      else {
        this.faults.report(row, () => fault)
        this.faults.settle(rows)
      }
    }
    rows.count = kept
  }

  private *build(rows: BamRows): Generator<Batch, void, undefined> {
    const { output, faults, context } = this
    const { set } = output
    for (let from = 0; from < rows.count && !this.isDone; ) {
      const count = Math.min(rows.count - from, context.batchSize - set.length, this.limit - this.rowsOut)
      const part = from === 0 && count === rows.count ? rows : sliceBamRows(rows, from, count)
      const base = set.length
      output.append(part, faults)
      faults.settle(part)
      const skipped = faults.takeSkipped()
      for (const row of skipped) this.dropped.push(base + row)
      this.rowsOut += count - skipped.size
      this.isDone = this.rowsOut >= this.limit
      if (output.isWide) this.outputBytes += part.loaded?.recordBytes ?? recordBytes(part)
      if (set.length >= context.batchSize || this.outputBytes >= BATCH_BYTES || this.isDone) yield this.finishBatch()
      from += count
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

function namedColumns(table: AlignmentTable, names: readonly string[]): readonly AlignmentColumn[] {
  return names.map(name => {
    const column = table.columns.find(candidate => candidate.field.name === name)
    if (column !== undefined) return column
    throw new QueryError(
      'INTERNAL',
      `A scan asks for the column "${name}", which the table does not have. This is a bug in locusql; please report it.`,
    )
  })
}

function recordBytes({ bytes, starts, count }: BamRows): number {
  let sum = 0
  for (let row = 0; row < count; row++) sum += recordEnd(bytes, starts[row]!) - starts[row]! // row lies below count
  return sum
}
