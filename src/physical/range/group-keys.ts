/** The key values of the groups that batches hold, each from the first row of its group. */
import type { Batch } from '../../columnar/batch.ts'
import type { Column } from '../../columnar/column.ts'
import { concatColumns } from '../../columnar/concat-columns.ts'
import { takeColumn } from '../../columnar/take-column.ts'
import { sortRows } from '../../kernels/sort-rows.ts'
import type { KeyCodes } from '../interval/key-codes.ts'

export interface OrderedKeys {
  /** One row a group that was met, in the order of the keys (bytewise). */
  readonly columns: readonly Column[]
  /** The group code of each row. */
  readonly groups: Int32Array
}

export class GroupKeys {
  readonly #keys: readonly ((batch: Batch) => Column)[]
  readonly #codes: KeyCodes
  readonly #parts: Column[][]
  readonly #met: number[] = []
  #isMet = new Uint8Array(64)

  constructor(keys: readonly ((batch: Batch) => Column)[], codes: KeyCodes) {
    this.#keys = keys
    this.#codes = codes
    this.#parts = keys.map(() => [])
  }

  /** `group` has the code of each row, none below 0. */
  add(batch: Batch, group: Int32Array): void {
    if (this.#met.length === this.#codes.size) return
    const rows = this.#firstRows(group)
    if (rows.length === 0) return
    const taken = Uint32Array.from(rows)
    for (const [i, key] of this.#keys.entries()) this.#parts[i]?.push(takeColumn(key(batch), taken))
  }

  inOrder(): OrderedKeys {
    if (this.#met.length === 0) return { columns: [], groups: new Int32Array(0) }
    const columns = this.#parts.map(concatColumns)
    // Without keys there is one group.
    const order = columns.length === 0 ? Uint32Array.of(0) : sortRows(columns, ascending(columns.length))
    return { columns: columns.map(column => takeColumn(column, order)), groups: Int32Array.from(order, at => this.#met[at]!) } // rows of the parts
  }

  #firstRows(group: Int32Array): readonly number[] {
    const rows: number[] = []
    if (this.#isMet.length < this.#codes.size) {
      const larger = new Uint8Array(2 * this.#codes.size)
      larger.set(this.#isMet)
      this.#isMet = larger
    }
    let last = -1
    for (let row = 0; row < group.length; row++) {
      const code = group[row]! // row < length
      if (code === last) continue
      last = code
      if (this.#isMet[code] === 1) continue
      this.#isMet[code] = 1
      this.#met.push(code)
      rows.push(row)
    }
    return rows
  }
}

function ascending(keys: number): { readonly descending: false; readonly nullsFirst: false }[] {
  return Array.from({ length: keys }, () => ({ descending: false, nullsFirst: false }) as const)
}
