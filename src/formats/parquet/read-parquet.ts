/** Reads one partition of a Parquet file: the row groups that its chunks name. */
import type { RowGroup } from 'hyparquet'
import type { ScanPartition } from '../../catalog/table-provider.ts'
import type { Batch } from '../../columnar/batch.ts'
import { sliceBatch } from '../../columnar/slice-batch.ts'
import { QueryError } from '../../common/errors.ts'
import type { Chunk } from '../../io/chunk.ts'
import type { FormatContext } from '../file-format.ts'
import { filterColumnNames } from '../filter-column-names.ts'
import { loadParquetFile, type ParquetFile } from './load-parquet-file.ts'
import type { ParquetColumn } from './parquet-columns.ts'
import type { ParquetOptions } from './parquet-options.ts'
import { createParquetTable, type ParquetTable } from './parquet-table.ts'
import { rowGroupChunk } from './row-group-parts.ts'
import { RowGroupReader } from './row-group-reader.ts'

export async function* readParquet(
  partition: ScanPartition,
  options: ParquetOptions,
  context: FormatContext,
): AsyncGenerator<Batch, void, undefined> {
  const { location, filters, projection, chunks } = partition
  const source = await context.store.open(location)
  try {
    const file = await loadParquetFile(source, context)
    // What is left out was told when the file was opened.
    const table = createParquetTable(file, options, () => undefined)
    const filterColumns = columnsOf(table, filterColumnNames(filters))
    const outputColumns = options.projectionPushdown ? columnsOf(table, projection) : table.columns
    const reader = new RowGroupReader({ source, file, filterColumns, outputColumns, metadata: table.schema.metadata }, context)
    let left = partition.limit ?? Number.POSITIVE_INFINITY
    for (const { group, rowStart } of wantedGroups(file, location, chunks)) {
      if (left <= 0) return
      for await (const batch of reader.read(group, rowStart)) {
        yield batch.numRows <= left ? batch : sliceBatch(batch, 0, left)
        left -= batch.numRows
        if (left <= 0) return
      }
    }
  } finally {
    await source.close()
  }
}

/** A path into a struct names the struct. */
function columnsOf(table: ParquetTable, names: readonly string[]): readonly ParquetColumn[] {
  const chosen = new Set<ParquetColumn>()
  for (const name of names) {
    const column =
      table.columns.find(candidate => candidate.field.name === name) ??
      table.columns.find(candidate => candidate.node.kind === 'struct' && name.startsWith(`${candidate.field.name}.`))
    if (column === undefined) {
      const message = `A scan asks for the column "${name}", which the table does not have. This is a bug in locusql; please report it.`
      throw new QueryError('INTERNAL', message)
    }
    chosen.add(column)
  }
  return [...chosen]
}

interface PlacedGroup {
  readonly group: RowGroup
  readonly rowStart: number
}

function wantedGroups(file: ParquetFile, location: string, chunks: readonly Chunk[] | undefined): readonly PlacedGroup[] {
  let rowStart = 0
  const groups = file.metadata.row_groups.map(group => {
    const placed = { group, rowStart, chunk: rowGroupChunk(group) }
    rowStart += Number(group.num_rows)
    return placed
  })
  return (
    chunks?.map(chunk => {
      const found = groups.find(({ chunk: own }) => chunk.kind === 'bytes' && own.start === chunk.start && own.end === chunk.end)
      if (found !== undefined) return found
      const message = `${location} was changed since the query was planned: its row groups lie elsewhere now.`
      throw new QueryError('IO', message, { location }, { reason: 'changed_while_reading' })
    }) ?? groups
  )
}
