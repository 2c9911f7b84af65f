/** Rows of some columns as text, each printed when it is first asked for: joins repeat the rows of their sides many times. */
import type { Column } from '../../../columnar/column.ts'
import { takeColumn } from '../../../columnar/take-column.ts'
import type { PrintMemory } from './print-memory.ts'

/** Prints row i of the columns as entry targets[i], to the end of the text. */
export type PrintEntries = (columns: readonly Column[], targets: Uint32Array, into: PrintedRows) => void

/** Beyond this much text all is forgotten and printed anew. */
const MOST_TEXT_BYTES = 256 << 20

export class PrintedRows {
  readonly starts
  readonly lengths
  readonly text
  textBytes = 0
  longest = 0
  /** The entry of a row that is NULL in every column: the row behind the last. */
  none = 0
  readonly #memory: PrintMemory
  readonly #missing
  #columns: readonly Column[] = []

  constructor(memory: PrintMemory) {
    this.#memory = memory
    this.starts = memory.allocate(0)
    this.lengths = memory.allocate(0)
    this.text = memory.allocate(0)
    this.#missing = memory.allocate(0)
  }

  /** Makes entries for all of `rows` (row numbers, which lie in memory at `at`) of the columns. */
  cover(columns: readonly Column[], rows: { readonly at: number; readonly count: number }, print: PrintEntries): void {
    const known = this.#columns.length === columns.length && columns.every((column, i) => column === this.#columns[i])
    if (!known || this.textBytes > MOST_TEXT_BYTES) this.#forget(columns, print)
    const memory = this.#memory
    memory.ensure(this.#missing, rows.count * 4)
    const count = memory.kernels.listMissing(rows.at, rows.count, this.starts.at, this.#missing.at)
    if (count === 0) return
    const missing = new Uint32Array(memory.kernels.memory.buffer, this.#missing.at, count).slice()
    print(
      columns.map(column => takeColumn(column, missing)),
      missing,
      this,
    )
  }

  #forget(columns: readonly Column[], print: PrintEntries): void {
    const memory = this.#memory
    const rows = columns[0]?.length ?? 0
    this.#columns = columns
    this.textBytes = 0
    this.longest = 0
    this.none = rows
    memory.ensure(this.starts, (rows + 1) * 4)
    memory.ensure(this.lengths, (rows + 1) * 4)
    const first = this.starts.at >>> 2
    memory.words.fill(-1, first, first + rows + 1)
    const nulls = columns.map((): Column => ({ type: { kind: 'null' }, length: 1, nullCount: 1, values: new Uint8Array(0) }))
    print(nulls, Uint32Array.of(rows), this)
  }
}
