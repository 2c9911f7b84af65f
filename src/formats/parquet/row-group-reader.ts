/** Reads row groups of a Parquet file: filter columns first, the others where a row passed. */
import { type FileMetaData, type ParquetScan, parquetScan, type RowGroup } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'
import type { Batch } from '../../columnar/batch.ts'
import type { Schema } from '../../columnar/schema.ts'
import { takeBatch } from '../../columnar/take-batch.ts'
import { throwIfAborted } from '../../common/abort.ts'
import { QueryError } from '../../common/errors.ts'
import type { ByteSource } from '../../io/byte-source.ts'
import type { FormatContext } from '../file-format.ts'
import { asyncBuffer } from './async-buffer.ts'
import { ColumnMaker, type StoredValues } from './column-maker.ts'
import type { ParquetFile } from './load-parquet-file.ts'
import type { ParquetColumn } from './parquet-columns.ts'
import { parquetFault } from './parquet-fault.ts'
import { rawMetadata } from './raw-metadata.ts'
import { rawParsers } from './raw-parsers.ts'

export interface RowGroupRequest {
  readonly source: ByteSource
  readonly file: ParquetFile
  readonly filterColumns: readonly ParquetColumn[]
  readonly outputColumns: readonly ParquetColumn[]
  readonly metadata: Schema['metadata']
}

export class RowGroupReader {
  private readonly request: RowGroupRequest
  private readonly context: FormatContext
  private readonly raw: FileMetaData
  private readonly makers: ReadonlyMap<ParquetColumn, ColumnMaker>
  private readonly filterSchema: Schema
  private readonly outputSchema: Schema

  constructor(request: RowGroupRequest, context: FormatContext) {
    const { filterColumns, outputColumns, metadata, source, file } = request
    this.request = request
    this.context = context
    this.raw = rawMetadata(file.metadata)
    const columns = new Set([...filterColumns, ...outputColumns])
    const warn = (name: string) => () =>
      context.warn(`${source.location}: column ${name} holds bytes that are not UTF-8; they read as U+FFFD.`)
    this.makers = new Map([...columns].map(column => [column, new ColumnMaker(column, warn(column.field.name))]))
    const schemaOf = (some: readonly ParquetColumn[]): Schema => ({
      fields: some.map(column => column.field),
      ...(metadata === undefined ? {} : { metadata }),
    })
    this.filterSchema = schemaOf(filterColumns)
    this.outputSchema = schemaOf(outputColumns)
  }

  async *read(group: RowGroup, rowStart: number): AsyncGenerator<Batch, void, undefined> {
    const { filterColumns, outputColumns } = this.request
    const { batchSize, meter, signal } = this.context
    const rows = Number(group.num_rows)
    for (const maker of this.makers.values()) maker.startRowGroup()
    const scan = await this.openScan(rowStart, rows)
    const filtered = await this.readColumns(scan, filterColumns, { rowStart, rows })
    let output: readonly StoredValues[] | undefined
    for (let from = 0; from < rows; from += batchSize) {
      throwIfAborted(signal)
      const to = Math.min(rows, from + batchSize)
      meter.rowsRead += to - from
      const chosen = filterColumns.length === 0 ? 'all' : this.context.select(this.batch(this.filterSchema, filtered, { from, to }))
      if (chosen !== 'all' && chosen.length === 0) continue
      output ??= await this.readColumns(scan, outputColumns, { rowStart, rows })
      const batch = this.batch(this.outputSchema, output, { from, to })
      yield chosen === 'all' ? batch : takeBatch(batch, chosen)
    }
  }

  private async openScan(rowStart: number, rows: number): Promise<ParquetScan> {
    const { source, file, filterColumns, outputColumns } = this.request
    const { meter, signal } = this.context
    const columns = [...new Set([...filterColumns, ...outputColumns].map(column => column.field.name))]
    return this.guard(() =>
      parquetScan({
        file: asyncBuffer(source, { size: file.size, meter, signal }),
        metadata: this.raw,
        columns,
        rowStart,
        rowEnd: rowStart + rows,
        compressors,
        parsers: rawParsers,
        utf8: false,
        geoparquet: false,
        useOffsetIndex: false,
      }),
    )
  }

  private readColumns(
    scan: ParquetScan,
    columns: readonly ParquetColumn[],
    { rowStart, rows }: { readonly rowStart: number; readonly rows: number },
  ): Promise<readonly StoredValues[]> {
    if (rows === 0) return Promise.resolve(columns.map(() => []))
    return this.guard(() =>
      Promise.all(
        columns.map(async ({ field }) => {
          const values = await scan.readColumn({ column: field.name, rowStart, rowEnd: rowStart + rows })
          if (values.length === rows) return values
          const { location } = this.request.source
          throw new QueryError(
            'FORMAT',
            `${location}: column "${field.name}" has ${values.length} values in a row group of ${rows} rows.`,
            { location },
          )
        }),
      ),
    )
  }

  private batch(schema: Schema, values: readonly StoredValues[], { from, to }: { readonly from: number; readonly to: number }): Batch {
    const columns = schema === this.filterSchema ? this.request.filterColumns : this.request.outputColumns
    // In range: there is a maker and an array for every column.
    return { schema, numRows: to - from, columns: columns.map((column, i) => this.makers.get(column)!.make(values[i]!, from, to)) }
  }

  private async guard<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      throw parquetFault(error, this.request.source.location, this.context.signal)
    }
  }
}
