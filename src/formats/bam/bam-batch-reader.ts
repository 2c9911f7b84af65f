/** From whole records to batches: rows of the regions, filter columns first, the other columns for the rows that pass. */
import type { ScanPartition } from '../../catalog/table-provider.ts'
import type { Batch } from '../../columnar/batch.ts'
import { spareBuffers } from '../../columnar/spare-buffers.ts'
import { QueryError } from '../../common/errors.ts'
import type { Chunk } from '../../io/chunk.ts'
import type { FormatContext } from '../file-format.ts'
import { filterColumnNames } from '../filter-column-names.ts'
import { BatchMaker } from '../records/batch-maker.ts'
import { keepRows } from '../records/keep-rows.ts'
import { sliceRecordRows } from '../records/record-rows.ts'
import { RowFaults } from '../text/row-faults.ts'
import type { AlignmentColumn, AlignmentTable } from './alignment-schema.ts'
import { layoutFault, recordEnd } from './bam-layout.ts'
import { BamRegionSelector } from './bam-region-selector.ts'
import type { BamRows } from './bam-rows.ts'
import { type BamColumns, createBamColumns } from './create-bam-columns.ts'

export class BamBatchReader {
  private readonly context: FormatContext
  private readonly policy: 'error' | 'skip' | 'null'
  private readonly selector: BamRegionSelector | undefined
  private readonly filterColumns: BamColumns | undefined
  private readonly output: BamColumns
  private readonly faults: RowFaults
  private readonly maker: BatchMaker<BamRows>

  constructor(table: AlignmentTable, partition: ScanPartition, context: FormatContext) {
    const { location, filters, projection, regions } = partition
    const { options, header } = table
    const warn = (message: string) => context.warn(`${location}: ${message}`)
    const indexLocation = partition.chunks?.some(chunk => chunk.kind === 'bgzf') ? options.indexPath : undefined
    const filterNames = filterColumnNames(filters)
    this.context = context
    this.policy = options.onMalformed
    this.selector = regions && new BamRegionSelector(regions, { references: header.references, indexLocation })
    this.filterColumns = filters.length > 0 ? createBamColumns(table, namedColumns(table, filterNames), { warn, judged: [] }) : undefined
    const wanted = options.projectionPushdown ? namedColumns(table, projection) : table.columns
    this.output = createBamColumns(table, wanted, { warn, judged: filterNames })
    this.faults = new RowFaults({ policy: options.onMalformed, location, meter: context.meter })
    this.maker = new BatchMaker(this.output.set, this.faults, { batchSize: context.batchSize, limit: partition.limit })
  }

  /** The limit is reached: nothing more is needed. */
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
  finish(): Generator<Batch, void, undefined> {
    return this.maker.rest()
  }

  /** Keeps the rows that pass, in place. */
  private filter(rows: BamRows, columns: BamColumns): void {
    const { faults } = this
    if (columns.needsLengths) this.checkLengths(rows)
    columns.append(rows, faults)
    faults.settle(rows)
    const batch = columns.set.finish()
    keepRows(rows, this.context.select(batch), faults.takeSkipped())
    spareBuffers.giveBackBatch(batch)
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
    const { output, maker } = this
    for (let from = 0; from < rows.count && !maker.isDone; ) {
      const count = maker.room(rows.count - from)
      const part = from === 0 && count === rows.count ? rows : sliceRecordRows(rows, from, count)
      maker.add(part, output.append)
      if (output.isWide) maker.addBytes(part.loaded?.recordBytes ?? recordBytes(part))
      if (maker.isFull) yield maker.finish()
      from += count
    }
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
