/** A growing list of numbers: the row number of the first row of each group. */
import type { Column } from '../../columnar/column.ts'
import { grow } from '../../columnar/grow.ts'
import { numberColumn } from '../spill/row-numbers.ts'

export class NumberList {
  #values = new Float64Array(16)
  #length = 0

  /** The numbers of the rows that begin a group: `groupOf` counts new groups up from as many as are listed. */
  addFirsts(groupOf: Uint32Array, numbers: Float64Array): void {
    for (let row = 0; row < groupOf.length; row++) {
      if (groupOf[row] !== this.#length) continue
      if (this.#length === this.#values.length) this.#values = grow(this.#values, this.#length + 1)
      this.#values[this.#length++] = numbers[row]! // a number a row
    }
  }

  column(): Column {
    return numberColumn(this.#values.subarray(0, this.#length))
  }
}
