/** The row groups of a Parquet file as parts, with the bounds of their columns. */
import type { ColumnMetaData, RowGroup } from 'hyparquet'
import type { BoundValue, ColumnBounds, FilePart } from '../file-part.ts'
import type { ParquetColumn } from './parquet-columns.ts'

export function rowGroupParts(groups: readonly RowGroup[], columns: readonly ParquetColumn[]): readonly FilePart[] {
  return groups.map(group => {
    const chunk = rowGroupChunk(group)
    return { chunk, bytes: chunk.end - chunk.start, rows: Number(group.num_rows), columns: boundsOfColumns(group, columns) }
  })
}

/** From the first byte of the group's pages to its last. */
export function rowGroupChunk(group: RowGroup): { readonly kind: 'bytes'; readonly start: number; readonly end: number } {
  let start = Number.POSITIVE_INFINITY
  let end = 0
  for (const { meta_data: meta } of group.columns) {
    if (meta === undefined) continue
    const first = Number(firstPage(meta))
    start = Math.min(start, first)
    end = Math.max(end, first + Number(meta.total_compressed_size))
  }
  return { kind: 'bytes', start: Math.min(start, end), end }
}

export function firstPage({ dictionary_page_offset: dictionary, data_page_offset: data }: ColumnMetaData): bigint {
  // Some writers note 0 where there is no dictionary.
  return dictionary !== undefined && dictionary > 0n && dictionary < data ? dictionary : data
}

function boundsOfColumns(group: RowGroup, columns: readonly ParquetColumn[]): ReadonlyMap<string, ColumnBounds> {
  const bounds = new Map<string, ColumnBounds>()
  for (const { meta_data: meta } of group.columns) {
    const statistics = meta?.statistics
    const [name = '', ...deeper] = meta?.path_in_schema ?? []
    const column = columns.find(candidate => candidate.field.name === name)
    if (statistics === undefined || column === undefined || deeper.length > 0 || column.node.kind !== 'leaf') continue
    const nullCount = statistics.null_count === undefined ? undefined : Number(statistics.null_count)
    const isText = column.field.type.kind === 'utf8' || column.field.type.kind === 'dictionary'
    // The older pair of bounds was ordered as the writer liked, except for signed numbers.
    const isOrdered = !isText && column.node.leaf === 'value'
    const min = boundOf(statistics.min_value ?? (isOrdered ? statistics.min : undefined), column)
    const max = boundOf(statistics.max_value ?? (isOrdered ? statistics.max : undefined), column)
    bounds.set(name, { min, max, nullCount })
  }
  return bounds
}

/** Undefined for types whose bounds are not compared: decimals, times, booleans. */
function boundOf(stored: unknown, { field, node }: ParquetColumn): BoundValue | undefined {
  if (node.kind !== 'leaf' || (node.leaf !== 'value' && node.leaf !== 'unsigned')) return undefined
  const { kind } = field.type
  if (kind === 'utf8' || kind === 'dictionary') return stored instanceof Uint8Array ? stored : undefined
  if (!/^u?int|^float/.test(kind)) return undefined
  if (typeof stored === 'bigint') return stored
  return typeof stored === 'number' && !Number.isNaN(stored) ? stored : undefined
}
