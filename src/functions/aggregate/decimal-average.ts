/** avg of decimals: the exact sum by the number of values, as the nearest double. */
import type { Column } from '../../columnar/column.ts'
import { type DecimalType, MAX_PRECISION } from '../../columnar/decimal-words.ts'
import { float64Values } from '../../kernels/number-arrays.ts'
import type { Accumulator } from '../function-registry.ts'
import { argument } from '../support/argument.ts'
import { BigintSum } from './bigint-sum.ts'
import { fitted, float64Column, int64Column, validBytes } from './group-state.ts'

// `!` in this file: groups are below numGroups, to which the state has grown.

export class DecimalAverage implements Accumulator {
  readonly #sums: BigintSum
  #counts = new Float64Array(0)
  #numGroups = 0

  constructor(type: DecimalType) {
    this.#sums = new BigintSum({ ...type, precision: MAX_PRECISION })
  }

  update(args: readonly Column[], groupOf: Uint32Array, numGroups: number): void {
    this.#sums.update(args, groupOf, numGroups)
    this.#grow(numGroups)
    const valid = validBytes(argument(args, 0))
    for (let row = 0; row < groupOf.length; row++) if (!valid || valid[row] === 1) this.#counts[groupOf[row]!]! += 1
  }

  merge(partial: readonly Column[], groupOf: Uint32Array, numGroups: number): void {
    this.#sums.merge(partial, groupOf, numGroups)
    this.#grow(numGroups)
    const counts = float64Values(argument(partial, 1))
    for (let row = 0; row < groupOf.length; row++) this.#counts[groupOf[row]!]! += counts[row]!
  }

  partial(): readonly Column[] {
    return [this.#sums.finish(), int64Column(this.#counts, this.#numGroups)]
  }

  finish(): Column {
    const out = float64Values(this.#sums.finish()).slice()
    const there = new Uint8Array(this.#numGroups)
    for (let group = 0; group < this.#numGroups; group++) {
      if (this.#counts[group] === 0) continue
      there[group] = 1
      out[group]! /= this.#counts[group]!
    }
    return float64Column(out, this.#numGroups, there)
  }

  #grow(numGroups: number): void {
    this.#counts = fitted(this.#counts, numGroups)
    this.#numGroups = numGroups
  }
}
