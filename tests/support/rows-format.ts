/** A file format for tests: the rows stand in the partition's options, with the faults that a test asks for. Needs no files. */
import type { ScanPartition } from '../../src/catalog/table-provider.ts'
import type { Batch } from '../../src/columnar/batch.ts'
import { createBuilder } from '../../src/columnar/builders/create-builder.ts'
import type { Field } from '../../src/columnar/data-type.ts'
import type { Scalar } from '../../src/columnar/scalar.ts'
import { takeBatch } from '../../src/columnar/take-batch.ts'
import { QueryError } from '../../src/common/errors.ts'
import type { JsonValue } from '../../src/common/json.ts'
import { childrenOf } from '../../src/expr/children-of.ts'
import type { Expr } from '../../src/expr/expr.ts'
import type { FileFormat, FormatContext } from '../../src/formats/file-format.ts'

export interface RowsOptions {
  readonly fields: readonly Field[]
  readonly rows: readonly (readonly Scalar[])[]
  readonly batchRows: number
  /** What happens before the batch with this number. */
  readonly fault?: { readonly kind: 'error' | 'bug' | 'exit' | 'uncaught' | 'memory' | 'hang'; readonly batch: number }
  /** Milliseconds before each batch. */
  readonly delay?: number
}

export const rowsFormat: FileFormat = {
  name: 'rows',
  indexKinds: [],
  parseOptions: options => options,
  inspect: () => Promise.reject(new Error('not used')),
  read: readRows,
}

async function* readRows(partition: ScanPartition, context: FormatContext): AsyncGenerator<Batch> {
  // The test's own options.
  const { fields, rows, batchRows, fault, delay } = partition.options as unknown as RowsOptions
  const wanted = new Set([...partition.projection, ...partition.filters.flatMap(columnNames)])
  const places = fields.flatMap((field, place) => (wanted.has(field.name) ? [place] : []))
  context.warn('rows are no file')
  for (let start = 0, number = 0; start < rows.length; start += batchRows, number++) {
    if (delay !== undefined) await new Promise(resolve => setTimeout(resolve, delay))
    if (fault?.batch === number) await fail(fault.kind, { partition, context })
    if (context.signal?.aborted) throw context.signal.reason
    const some = rows.slice(start, start + batchRows)
    context.meter.rowsRead += some.length
    context.meter.bytesRead += some.length * 10
    const batch = {
      schema: { fields: places.map(place => fields[place]!) },
      numRows: some.length,
      columns: places.map(place =>
        columnOf(
          fields[place]!,
          some.map(row => row[place]!),
        ),
      ),
    }
    const passing = context.select(batch)
    yield passing === 'all' ? batch : takeBatch(batch, passing)
  }
}

function columnOf(field: Field, values: readonly Scalar[]) {
  const builder = createBuilder(field.type)
  for (const value of values) builder.append(value)
  return builder.finish()
}

function columnNames(expr: Expr): readonly string[] {
  return expr.kind === 'column' ? [expr.name] : childrenOf(expr).flatMap(columnNames)
}

async function fail(
  kind: NonNullable<RowsOptions['fault']>['kind'],
  { partition, context }: { readonly partition: ScanPartition; readonly context: FormatContext },
): Promise<void> {
  const { location } = partition
  switch (kind) {
    case 'error':
      throw new QueryError('FORMAT', `"${location}" is broken.`, { location, byteOffset: 17 }, { reason: 'broken' })
    case 'bug':
      throw new TypeError('undefined is not a function')
    case 'exit':
      process.exit(3)
      break
    case 'uncaught':
      setTimeout(() => {
        throw new RangeError('nobody catches this')
      })
      await new Promise(resolve => setTimeout(resolve, 5_000))
      break
    case 'memory': {
      const hoard: unknown[] = []
      for (;;) hoard.push(new Array(100_000).fill(hoard.length))
    }
    case 'hang':
      await new Promise((_, reject) => context.signal?.addEventListener('abort', () => reject(context.signal?.reason)))
  }
}

/** A partition of this format. */
export function rowsPartition(
  options: RowsOptions,
  request: {
    readonly location: string
    readonly projection: readonly string[]
    readonly filters: readonly Expr[]
    readonly limit?: number | undefined
  },
): ScanPartition {
  const { location, projection, filters, limit } = request
  // Tests keep bigints out of it.
  const json = options as unknown as { readonly [name: string]: JsonValue }
  return { format: 'rows', location, projection, filters, options: json, ...(limit !== undefined && { limit }) }
}
