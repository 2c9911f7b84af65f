/** The values of a PRIMARY KEY or UNIQUE that a memory table holds already. */
import type { Batch } from '../columnar/batch.ts'
import type { Scalar } from '../columnar/scalar.ts'
import { scalarAt } from '../columnar/scalar-at.ts'
import type { Schema } from '../columnar/schema.ts'
import { QueryError } from '../common/errors.ts'
import type { KeyColumns } from './key-columns.ts'

export class TableKey {
  readonly #table: string
  readonly #schema: Schema
  readonly #key: KeyColumns
  readonly #indexes: readonly number[]
  readonly #seen: Set<string>

  constructor(table: string, schema: Schema, key: KeyColumns, seen: ReadonlySet<string> = new Set()) {
    this.#table = table
    this.#schema = schema
    this.#key = key
    this.#indexes = key.columns.map(name => schema.fields.findIndex(field => field.name === name))
    this.#seen = new Set(seen)
  }

  copy(): TableKey {
    return new TableKey(this.#table, this.#schema, this.#key, this.#seen)
  }

  /** An error if a row repeats a key. NULLs differ from each other (PostgreSQL); a primary key takes none. */
  add(batch: Batch): void {
    for (let row = 0; row < batch.numRows; row++) {
      const values = this.#indexes.map(index => this.#value(batch, index, row))
      if (values.includes(null)) {
        if (this.#key.kind === 'unique') continue
        throw new QueryError('EXECUTION', `The primary key (${this.#key.columns.join(', ')}) of table "${this.#table}" cannot be NULL.`)
      }
      const text = JSON.stringify(values, (_, value) => (typeof value === 'bigint' ? `${value}n` : value))
      if (!this.#seen.has(text)) {
        this.#seen.add(text)
        continue
      }
      const kind = this.#key.kind === 'unique' ? 'unique key' : 'primary key'
      throw new QueryError(
        'EXECUTION',
        `The ${kind} (${this.#key.columns.join(', ')}) of table "${this.#table}" already has the value (${values.map(String).join(', ')}).`,
      )
    }
  }

  #value(batch: Batch, index: number, row: number): Scalar {
    const column = batch.columns[index]
    return column ? scalarAt(column, row) : null
  }
}
