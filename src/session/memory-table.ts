/** A table whose rows are held in memory: registerRows, registerArrow, CREATE TABLE. INSERT adds rows; NOT NULL and keys are checked. */
import type { FilterPushdown, ScanPlan, ScanRequest, TableProvider } from '../catalog/table-provider.ts'
import type { Batch } from '../columnar/batch.ts'
import { concatBatches } from '../columnar/concat-batches.ts'
import { emptyBatch } from '../columnar/empty-batch.ts'
import { pickColumns } from '../columnar/pick-columns.ts'
import type { Schema } from '../columnar/schema.ts'
import { sliceBatch } from '../columnar/slice-batch.ts'
import { QueryError } from '../common/errors.ts'
import type { Expr } from '../expr/expr.ts'
import { appendBatches } from './append-batches.ts'
import { type ConflictRule, resolveConflicts } from './insert-conflict.ts'
import type { KeyColumns } from './key-columns.ts'
import type { RowCheck } from './row-check.ts'
import { TableKey } from './table-key.ts'

/** Rows of one batch that a scan hands out, and of one partition. */
const BATCH_ROWS = 8192
const PARTITION_ROWS = 1 << 20

export interface TableConstraints {
  readonly keys?: readonly KeyColumns[]
  readonly checks?: readonly RowCheck[]
}

/** How many rows a statement wrote or removed, and these rows. */
export interface TouchedRows {
  readonly rows: number
  readonly touched: readonly Batch[]
}

export class MemoryTable implements TableProvider {
  readonly name: string
  readonly schema: Schema
  readonly #checks: readonly RowCheck[]
  #keys: readonly TableKey[]
  #batches: readonly Batch[] = []

  constructor(name: string, schema: Schema, constraints: TableConstraints = {}) {
    this.name = name
    this.schema = schema
    this.#checks = constraints.checks ?? []
    this.#keys = (constraints.keys ?? []).map(columns => new TableKey(name, schema, columns))
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

  async insert(batches: AsyncIterable<Batch>, rule?: ConflictRule): Promise<TouchedRows> {
    const added = await collectRows(batches)
    if (rule && this.#keys.length > 0 && added.length > 0) return this.#insertWith(rule, added)
    return this.#append(added)
  }

  /** INSERT OVERWRITE: the old rows stay if the new ones fail. */
  async replace(batches: AsyncIterable<Batch>): Promise<TouchedRows> {
    const rows = await collectRows(batches)
    return this.#become(rows, rows)
  }

  /** What the table holds now: another object after every change. */
  get rowsOfNow(): object {
    return this.#batches
  }

  /** UPDATE and DELETE: the new rows were made of those of `seen`, so they may only take the place of these. */
  change(after: readonly Batch[], touched: readonly Batch[], seen: object): TouchedRows {
    if (this.#batches === seen) return this.#become(after, touched)
    throw new QueryError(
      'EXECUTION',
      `Table "${this.name}" was changed by another statement while this one ran: nothing was changed. Run it again.`,
      {},
      { reason: 'concurrent_change' },
    )
  }

  /** A further key, of a unique index. An error if rows repeat it. */
  addKey(columns: KeyColumns): void {
    this.#keys = [...this.#keys, this.#keyOf(columns, this.#batches)]
  }

  dropKey(columns: KeyColumns): void {
    this.#keys = this.#keys.filter(key => key.columns !== columns)
  }

  /** For ROLLBACK. Batches never change, so the list of them is all there is to keep. */
  snapshot(): () => void {
    const batches = this.#batches
    const keys = this.#keys.map(key => key.columns)
    return () => {
      if (this.#batches === batches && this.#keys.length === keys.length) return
      this.#batches = batches
      this.#keys = keys.map(columns => this.#keyOf(columns, batches))
    }
  }

  /** All rows arrive, or none. Synchronous: of two INSERTs that run side by side none may begin with rows that the other has not seen. */
  #append(added: readonly Batch[]): TouchedRows {
    for (const batch of added) this.#checkRows(batch)
    let row = this.numRows
    const done: { readonly key: TableKey; readonly batch: Batch }[] = []
    try {
      for (const batch of added) {
        for (const key of this.#keys) {
          key.add(batch, row)
          done.push({ key, batch })
        }
        row += batch.numRows
      }
    } catch (error) {
      for (const { key, batch } of done) key.remove(batch)
      throw error
    }
    this.#batches = appendBatches(this.schema, this.#batches, added)
    return touchedRows(added)
  }

  #insertWith(rule: ConflictRule, added: readonly Batch[]): TouchedRows {
    for (const batch of added) this.#checkRows(batch)
    const before = concatBatches(this.schema, this.#batches)
    const scratch = this.#keys.map(key => this.#keyOf(key.columns, [before]))
    const { after, touched } = resolveConflicts(before, concatBatches(this.schema, added), scratch, rule)
    return this.#become([after], [touched])
  }

  /** These rows take the place of all others. */
  #become(after: readonly Batch[], touched: readonly Batch[]): TouchedRows {
    for (const batch of after) this.#checkRows(batch)
    const keys = this.#keys.map(key => this.#keyOf(key.columns, after))
    this.#batches = after.filter(batch => batch.numRows > 0).map(batch => ({ ...batch, schema: this.schema }))
    this.#keys = keys
    return touchedRows(touched)
  }

  #checkRows(batch: Batch): void {
    this.schema.fields.forEach((field, index) => {
      const column = batch.columns[index]
      if (field.nullable || !column || (column.nullCount === 0 && column.type.kind !== 'null')) return
      throw new QueryError('EXECUTION', `Column "${field.name}" of table "${this.name}" is NOT NULL, but a row gives it NULL.`)
    })
    for (const check of this.#checks) check(batch)
  }

  #keyOf(columns: KeyColumns, batches: readonly Batch[]): TableKey {
    const key = new TableKey(this.name, this.schema, columns)
    let row = 0
    for (const batch of batches) {
      key.add(batch, row)
      row += batch.numRows
    }
    return key
  }
}

function touchedRows(touched: readonly Batch[]): TouchedRows {
  return { rows: touched.reduce((sum, batch) => sum + batch.numRows, 0), touched }
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
