/** min and max of 64-bit integers, timestamps and decimals. */
import type { Column } from '../../columnar/column.ts'
import type { DataType } from '../../columnar/data-type.ts'
import type { Accumulator } from '../function-registry.ts'
import { argument } from '../support/argument.ts'
import type { Direction } from './direction.ts'
import { bigintColumn, fitted, validBytes } from './group-state.ts'

export class BigintExtreme implements Accumulator {
  #best = new BigInt64Array(0)
  #there = new Uint8Array(0)
  #numGroups = 0
  readonly #type: DataType
  readonly #direction: Direction

  constructor(type: DataType, direction: Direction) {
    this.#type = type
    this.#direction = direction
  }

  update(args: readonly Column[], groupOf: Uint32Array, numGroups: number): void {
    this.#best = fitted(this.#best, numGroups)
    this.#there = fitted(this.#there, numGroups)
    this.#numGroups = numGroups
    const column = argument(args, 0)
    const values = column.values as BigInt64Array // of a 64-bit column
    const valid = validBytes(column)
    const unsigned = this.#type.kind === 'uint64'
    for (let row = 0; row < groupOf.length; row++) {
      if (valid && valid[row] === 0) continue
      const group = groupOf[row]! // below numGroups
      const value = values[row]!
      // A uint64 above 2^63 is kept by its bits.
      const best = unsigned ? BigInt.asUintN(64, this.#best[group]!) : this.#best[group]!
      const better = this.#direction === 1 ? value > best : value < best
      if (this.#there[group] === 1 && !better) continue
      this.#best[group] = value
      this.#there[group] = 1
    }
  }

  merge(partial: readonly Column[], groupOf: Uint32Array, numGroups: number): void {
    this.update(partial, groupOf, numGroups)
  }

  partial(): readonly Column[] {
    return [this.finish()]
  }

  finish(): Column {
    return bigintColumn(this.#best, this.#numGroups, { type: this.#type, there: this.#there })
  }
}
