/** A table whose rows are held in memory: registerRows, registerArrow, CREATE TABLE. INSERT adds rows; NOT NULL and keys are checked. */
import type { FilterPushdown, ScanPlan, ScanRequest, TableProvider } from '../catalog/table-provider.ts'
import type { Batch } from '../columnar/batch.ts'
import { emptyBatch } from '../columnar/empty-batch.ts'
import { pickColumns } from '../columnar/pick-columns.ts'
import type { Schema } from '../columnar/schema.ts'
import { sliceBatch } from '../columnar/slice-batch.ts'
import { QueryError } from '../common/errors.ts'
import type { Expr } from '../expr/expr.ts'
import type { KeyColumns } from './key-columns.ts'
import { TableKey } from './table-key.ts'

/** Rows of one batch that a scan hands out, and of one partition. */
const BATCH_ROWS = 8192
const PARTITION_ROWS = 1 << 20

export class MemoryTable implements TableProvider {
  readonly name: string
  readonly schema: Schema
  readonly #keyColumns: readonly KeyColumns[]
  #keys: readonly TableKey[]
  #batches: readonly Batch[] = []

  constructor(name: string, schema: Schema, keys: readonly KeyColumns[] = []) {
    this.name = name
    this.schema = schema
    this.#keyColumns = keys
    this.#keys = this.#emptyKeys()
  }

  static of(name: string, schema: Schema, batches: readonly Batch[]): MemoryTable {
    const table = new MemoryTable(name, schema)
    table.#batches = batches.filter(batch => batch.numRows > 0)
    return table
  }

  get numRows(): number {
    return this.#batches.reduce((sum, batch) => sum + batch.numRows, 0)
  }

  get rowEstimate(): number {
    return this.numRows
  }

  supportsFilters(filters: readonly Expr[]): readonly FilterPushdown[] {
    return filters.map(() => 'unsupported')
  }

  /** A scan sees the rows of the moment it was planned. */
  async scan(request: ScanRequest): Promise<ScanPlan> {
    const { schema } = pickColumns(emptyBatch(this.schema), request.projection)
    const partitions = partitionBatches(this.#batches).map(batches => () => scanBatches(batches, request.projection))
    return { schema, source: { kind: 'local', partitions }, statistics: { rows: this.numRows } }
  }

  async insert(batches: AsyncIterable<Batch>): Promise<{ readonly rows: number }> {
    const added = await collectRows(batches)
    return this.#take(added, { before: this.#batches, keys: this.#keys.map(key => key.copy()) })
  }

  /** INSERT OVERWRITE: the old rows stay if the new ones fail. */
  async replace(batches: AsyncIterable<Batch>): Promise<{ readonly rows: number }> {
    return this.#take(await collectRows(batches), { before: [], keys: this.#emptyKeys() })
  }

  /** What the table holds now: another object after every change. */
  get rowsOfNow(): object {
    return this.#batches
  }

  /** UPDATE and DELETE: the new rows were made of those of `seen`, so they may only take the place of these. */
  async change(batches: AsyncIterable<Batch>, seen: object): Promise<{ readonly rows: number }> {
    const changed = await collectRows(batches)
    if (this.#batches === seen) return this.#take(changed, { before: [], keys: this.#emptyKeys() })
    throw new QueryError(
      'EXECUTION',
      `Table "${this.name}" was changed by another statement while this one ran: nothing was changed. Run it again.`,
      {},
      { reason: 'concurrent_change' },
    )
  }

  /** All rows arrive, or none. Synchronous: of two INSERTs that run side by side none may begin with rows that the other has not seen. */
  #take(added: readonly Batch[], { before, keys }: { readonly before: readonly Batch[]; readonly keys: readonly TableKey[] }) {
    for (const batch of added) {
      this.#checkNotNull(batch)
      for (const key of keys) key.add(batch)
    }
    this.#batches = [...before, ...added.map(batch => ({ ...batch, schema: this.schema }))]
    this.#keys = keys
    return { rows: added.reduce((sum, batch) => sum + batch.numRows, 0) }
  }

  #checkNotNull(batch: Batch): void {
    this.schema.fields.forEach((field, index) => {
      const column = batch.columns[index]
      if (field.nullable || !column || (column.nullCount === 0 && column.type.kind !== 'null')) return
      throw new QueryError('EXECUTION', `Column "${field.name}" of table "${this.name}" is NOT NULL, but a row gives it NULL.`)
    })
  }

  #emptyKeys(): readonly TableKey[] {
    return this.#keyColumns.map(key => new TableKey(this.name, this.schema, key))
  }
}

async function collectRows(batches: AsyncIterable<Batch>): Promise<readonly Batch[]> {
  const collected: Batch[] = []
  for await (const batch of batches) if (batch.numRows > 0) collected.push(batch)
  return collected
}

async function* scanBatches(batches: readonly Batch[], projection: readonly string[]): AsyncGenerator<Batch, void, void> {
  for (const batch of batches) {
    const projected = pickColumns(batch, projection)
    if (projected.numRows <= BATCH_ROWS) yield projected
    else
      for (let from = 0; from < projected.numRows; from += BATCH_ROWS)
        yield sliceBatch(projected, from, Math.min(from + BATCH_ROWS, projected.numRows))
  }
}

function partitionBatches(batches: readonly Batch[]): readonly (readonly Batch[])[] {
  const partitions: Batch[][] = []
  let rows = Number.POSITIVE_INFINITY
  for (const batch of batches) {
    if (rows >= PARTITION_ROWS) {
      partitions.push([])
      rows = 0
    }
    partitions.at(-1)?.push(batch)
    rows += batch.numRows
  }
  return partitions
}
