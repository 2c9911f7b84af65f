/** Tables of test rows: in this thread, or as partitions of the test format that run as fragments. */
import type { ScanPlan, ScanRequest, TableProvider } from '../../src/catalog/table-provider.ts'
import type { Batch } from '../../src/columnar/batch.ts'
import { columnFromScalars } from '../../src/columnar/column-from-scalars.ts'
import type { DataType, Field } from '../../src/columnar/data-type.ts'
import { pickColumns } from '../../src/columnar/pick-columns.ts'
import type { Scalar } from '../../src/columnar/scalar.ts'
import type { Expr } from '../../src/expr/expr.ts'
import { isPortable } from '../../src/expr/is-portable.ts'
import { type RowsOptions, rowsPartition } from './rows-format.ts'

export type Rows = readonly (readonly Scalar[])[]

export function fieldsOf(types: Readonly<Record<string, DataType['kind']>>): readonly Field[] {
  // The kinds that tests name have no parameters.
  return Object.entries(types).map(([name, kind]) => ({ name, type: { kind } as DataType, nullable: true }))
}

export function batchOf(fields: readonly Field[], rows: Rows): Batch {
  // Every row has a value for each field.
  const columns = fields.map((field, index) =>
    columnFromScalars(
      field.type,
      rows.map(row => row[index]!),
    ),
  )
  return { schema: { fields }, numRows: rows.length, columns }
}

/** Batches of `batchRows` rows, one partition for each `partitionRows`. Every batch has dictionaries of its own. */
export function memoryTable(fields: readonly Field[], rows: Rows, cut: { batchRows?: number; partitionRows?: number } = {}): TableProvider {
  const { batchRows = 4, partitionRows = Number.MAX_SAFE_INTEGER } = cut
  const parts = chunks(rows, partitionRows)
  return {
    schema: { fields },
    supportsFilters: filters => filters.map(() => 'unsupported'),
    async scan(request): Promise<ScanPlan> {
      const partitions = parts.map(
        part =>
          async function* () {
            for (const some of chunks(part, batchRows)) yield pickColumns(batchOf(fields, some), request.projection)
          },
      )
      return { schema: { fields }, source: { kind: 'local', partitions }, statistics: { rows: rows.length } }
    },
  }
}

export interface FileCut {
  readonly partitionRows: number
  readonly batchRows?: number
  /** The partition that misbehaves, and how. */
  readonly fault?: RowsOptions['fault'] & { readonly partition: number }
  readonly delay?: number
  /** What the table says of its size; default: 10 a row. */
  readonly bytes?: number
}

/** Filters are exact, as with files. */
export function fileTable(fields: readonly Field[], rows: Rows, cut: FileCut): TableProvider {
  return {
    schema: { fields },
    supportsFilters: filters => filters.map(filter => (isPortable(filter) ? 'exact' : 'unsupported')),
    async scan(request): Promise<ScanPlan> {
      const partitions = chunks(rows, cut.partitionRows).map((part, index) => partitionOf(fields, part, { cut, index, request }))
      const projected = request.projection.map(name => fields.find(field => field.name === name)!)
      return {
        schema: { fields: projected },
        source: { kind: 'partitions', partitions },
        statistics: { bytes: cut.bytes ?? rows.length * 10 },
        warnings: ['the index is old'],
      }
    },
  }
}

function partitionOf(fields: readonly Field[], rows: Rows, of: { cut: FileCut; index: number; request: ScanRequest }) {
  const { fault, delay, batchRows = 3 } = of.cut
  const options: RowsOptions = {
    fields,
    rows,
    batchRows,
    ...(fault?.partition === of.index && { fault: { kind: fault.kind, batch: fault.batch } }),
    ...(delay !== undefined && { delay }),
  }
  const { projection, filters, limit } = of.request
  return rowsPartition(options, { location: `part-${of.index}.rows`, projection, filters, limit })
}

function chunks<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  const parts: (readonly T[])[] = []
  for (let start = 0; start < items.length; start += size) parts.push(items.slice(start, start + size))
  return parts
}

export function column(name: string, id: number, kind: DataType['kind']): Expr {
  return { kind: 'column', id, name, type: { kind } as DataType }
}
