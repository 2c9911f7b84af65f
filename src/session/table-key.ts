/** The values of a PRIMARY KEY or UNIQUE that a memory table holds already, each with the number of its row. */
import type { Batch } from '../columnar/batch.ts'
import type { Scalar } from '../columnar/scalar.ts'
import { scalarAt } from '../columnar/scalar-at.ts'
import type { Schema } from '../columnar/schema.ts'
import { QueryError } from '../common/errors.ts'
import type { KeyColumns } from './key-columns.ts'

export class TableKey {
  readonly columns: KeyColumns
  readonly #table: string
  readonly #indexes: readonly number[]
  readonly #rows = new Map<string, number>()

  constructor(table: string, schema: Schema, columns: KeyColumns) {
    this.#table = table
    this.columns = columns
    this.#indexes = columns.columns.map(name => schema.fields.findIndex(field => field.name === name))
  }

  /** Two rows have the same text where they have the same key. Undefined: a NULL differs from every other (PostgreSQL); a primary key takes none. */
  textOf(batch: Batch, row: number): string | undefined {
    const values = this.#values(batch, row)
    if (!values.includes(null)) return JSON.stringify(values, (_, value) => (typeof value === 'bigint' ? `${value}n` : value))
    if (this.columns.kind === 'unique') return undefined
    throw new QueryError('EXECUTION', `The primary key (${this.columns.columns.join(', ')}) of table "${this.#table}" cannot be NULL.`)
  }

  rowOf(text: string): number | undefined {
    return this.#rows.get(text)
  }

  set(text: string, row: number): void {
    this.#rows.set(text, row)
  }

  delete(text: string): void {
    this.#rows.delete(text)
  }

  /** Numbers the rows of a batch from `firstRow` on; an error if one repeats a key, and then nothing was added. */
  add(batch: Batch, firstRow: number): void {
    const added: string[] = []
    for (let row = 0; row < batch.numRows; row++) {
      const text = this.textOf(batch, row)
      if (text === undefined) continue
      if (this.#rows.has(text)) {
        for (const other of added) this.#rows.delete(other)
        throw this.#repeated(batch, row)
      }
      this.#rows.set(text, firstRow + row)
      added.push(text)
    }
  }

  /** Takes back what add() did. */
  remove(batch: Batch): void {
    for (let row = 0; row < batch.numRows; row++) {
      const text = this.textOf(batch, row)
      if (text !== undefined) this.#rows.delete(text)
    }
  }

  #repeated(batch: Batch, row: number): QueryError {
    const kind = this.columns.kind === 'unique' ? 'unique key' : 'primary key'
    const value = this.#values(batch, row).map(String).join(', ')
    return new QueryError(
      'EXECUTION',
      `The ${kind} (${this.columns.columns.join(', ')}) of table "${this.#table}" already has the value (${value}).`,
    )
  }

  #values(batch: Batch, row: number): readonly Scalar[] {
    return this.#indexes.map(index => {
      const column = batch.columns[index]
      return column ? scalarAt(column, row) : null
    })
  }
}
