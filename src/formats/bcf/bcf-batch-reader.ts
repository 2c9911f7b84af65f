/** From whole records to batches: rows of the regions, filter columns first, the other columns for the rows that pass. */
import type { ScanPartition } from '../../catalog/table-provider.ts'
import type { Batch } from '../../columnar/batch.ts'
import type { Chunk } from '../../io/chunk.ts'
import type { FormatContext } from '../file-format.ts'
import { filterColumnNames } from '../filter-column-names.ts'
import { BatchMaker } from '../records/batch-maker.ts'
import { keepRows } from '../records/keep-rows.ts'
import { type RecordRows, sliceRecordRows } from '../records/record-rows.ts'
import { RowFaults } from '../text/row-faults.ts'
import { projectColumns } from '../vcf/project-columns.ts'
import { recordEndOffset } from './bcf-layout.ts'
import { BcfRegionSelector } from './bcf-region-selector.ts'
import { type BcfColumns, type BcfTable, createBcfColumns } from './create-bcf-columns.ts'
import { RecordEnd } from './record-end.ts'

export class BcfBatchReader {
  private readonly context: FormatContext
  private readonly policy: 'error' | 'skip' | 'null'
  private readonly selector: BcfRegionSelector | undefined
  private readonly filterColumns: BcfColumns | undefined
  private readonly output: BcfColumns
  private readonly faults: RowFaults
  private readonly maker: BatchMaker<RecordRows>

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
    this.selector =
      regions && new BcfRegionSelector(regions, { location, contigs, recordEnd: new RecordEnd(file.header, strings), indexLocation })
    this.filterColumns = filters.length > 0 ? createBcfColumns(bcf, projectColumns(table, filterNames), { warn, judged: [] }) : undefined
    const wanted = options.projectionPushdown ? projectColumns(table, projection) : table.columns
    this.output = createBcfColumns(bcf, wanted, { warn, judged: filterNames })
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
  *readRows(rows: RecordRows): Generator<Batch, void, undefined> {
    this.context.meter.rowsRead += rows.count
    this.selector?.select(rows)
    if (rows.count > 0 && this.filterColumns !== undefined) this.filter(rows, this.filterColumns)
    yield* this.build(rows)
  }

  /** What is left when all records are read. */
  finish(): Generator<Batch, void, undefined> {
    return this.maker.rest()
  }

  /** Keeps the rows that pass, in place. */
  private filter(rows: RecordRows, columns: BcfColumns): void {
    const { faults } = this
    this.scan(rows, columns)
    columns.set.append(rows, faults)
    faults.settle(rows)
    keepRows(rows, this.context.select(columns.set.finish()), faults.takeSkipped())
  }

  /**
   * A record whose lengths do not fit cannot be parted into fields: it is an error, or it is left out and counted, also where broken fields
   * read as NULL.
   */
  private scan(rows: RecordRows, columns: BcfColumns): void {
    columns.scanner?.scan(rows, (record, fault) => {
      if (this.policy !== 'error') this.context.meter.rowsSkipped++
      else {
        this.faults.report(0, () => fault)
        this.faults.settle({ block: rows.block, starts: Int32Array.of(record) })
      }
    })
  }

  private *build(rows: RecordRows): Generator<Batch, void, undefined> {
    const { output, maker } = this
    for (let from = 0; from < rows.count && !maker.isDone; ) {
      const count = maker.room(rows.count - from)
      from += count
      const part = sliceRecordRows(rows, from - count, count)
      maker.add(part, (scanned, faults) => {
        this.scan(scanned, output)
        output.set.append(scanned, faults)
      })
      if (output.isWide) maker.addBytes(recordBytes(part))
      if (maker.isFull) yield maker.finish()
    }
  }
}

function recordBytes({ bytes, starts, count }: RecordRows): number {
  let sum = 0
  for (let row = 0; row < count; row++) sum += recordEndOffset(bytes, starts[row]!) - starts[row]! // row lies below count
  return sum
}
