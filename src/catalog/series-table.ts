/** The integers of range(…) and generate_series(…) in FROM, made batch by batch while they are read. */
import type { Batch } from '../columnar/batch.ts'
import type { Schema } from '../columnar/schema.ts'
import type { Expr } from '../expr/expr.ts'
import type { FilterPushdown, ScanPlan, ScanRequest, TableProvider } from './table-provider.ts'

const BATCH_ROWS = 8192

export interface IntegerSeries {
  readonly start: number
  readonly step: number // not 0
  readonly length: number
}

export class SeriesTable implements TableProvider {
  readonly schema: Schema
  readonly #series: IntegerSeries

  constructor(column: string, series: IntegerSeries) {
    this.schema = { fields: [{ name: column, type: { kind: 'int64' }, nullable: false }] }
    this.#series = series
  }

  get rowEstimate(): number {
    return this.#series.length
  }

  supportsFilters(filters: readonly Expr[]): readonly FilterPushdown[] {
    return filters.map(() => 'unsupported')
  }

  async scan({ projection }: ScanRequest): Promise<ScanPlan> {
    const schema = projection.length === 0 ? { ...this.schema, fields: [] } : this.schema
    const partitions = [() => batchesOf(this.#series, schema)]
    return { schema, source: { kind: 'local', partitions }, statistics: { rows: this.#series.length } }
  }
}

async function* batchesOf({ start, step, length }: IntegerSeries, schema: Schema): AsyncGenerator<Batch, void, void> {
  for (let from = 0; from < length; from += BATCH_ROWS) {
    const numRows = Math.min(BATCH_ROWS, length - from)
    if (schema.fields.length === 0) {
      yield { schema, numRows, columns: [] }
      continue
    }
    const values = new BigInt64Array(numRows)
    let value = BigInt(start + from * step)
    const by = BigInt(step)
    for (let row = 0; row < numRows; row++, value += by) values[row] = value
    yield { schema, numRows, columns: [{ type: { kind: 'int64' }, length: numRows, nullCount: 0, values }] }
  }
}
