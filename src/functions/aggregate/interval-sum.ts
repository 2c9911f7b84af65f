/** sum and avg of intervals: months, days and microseconds each by itself; a mean passes fractions on to the smaller part. */
import { IntervalBuilder } from '../../columnar/builders/interval-builder.ts'
import type { Column } from '../../columnar/column.ts'
import { intervalAt } from '../../columnar/interval-value.ts'
import { QueryError } from '../../common/errors.ts'
import { float64Values } from '../../kernels/number-arrays.ts'
import { fitsInterval, scaleInterval } from '../../kernels/time-arithmetic.ts'
import type { Accumulator } from '../function-registry.ts'
import { argument } from '../support/argument.ts'
import { fitted, int64Column, validBytes } from './group-state.ts'

// `!` in this file: groups are below numGroups, to which the state has grown.

export class IntervalSum implements Accumulator {
  #months = new Float64Array(0)
  #days = new Float64Array(0)
  readonly #microseconds: bigint[] = []
  #counts = new Float64Array(0)
  #numGroups = 0
  readonly #result: 'sum' | 'mean'

  constructor(result: 'sum' | 'mean') {
    this.#result = result
  }

  update(args: readonly Column[], groupOf: Uint32Array, numGroups: number): void {
    this.#add(argument(args, 0), () => 1, { groupOf, numGroups })
  }

  merge(partial: readonly Column[], groupOf: Uint32Array, numGroups: number): void {
    const counts = float64Values(argument(partial, 1))
    this.#add(argument(partial, 0), row => counts[row]!, { groupOf, numGroups })
  }

  partial(): readonly Column[] {
    return [this.#intervals(() => 1), int64Column(this.#counts, this.#numGroups)]
  }

  finish(): Column {
    return this.#intervals(this.#result === 'sum' ? () => 1 : group => this.#counts[group]!)
  }

  #add(column: Column, countOf: (row: number) => number, of: { readonly groupOf: Uint32Array; readonly numGroups: number }): void {
    this.#grow(of.numGroups)
    if (column.type.kind === 'null') return
    const words = column.values as Int32Array // of an interval column
    const valid = validBytes(column)
    for (let row = 0; row < of.groupOf.length; row++) {
      if (valid && valid[row] === 0) continue
      const group = of.groupOf[row]!
      const { months, days, microseconds } = intervalAt(words, row)
      this.#months[group]! += months
      this.#days[group]! += days
      this.#microseconds[group]! += microseconds
      this.#counts[group]! += countOf(row)
    }
  }

  #intervals(divisor: (group: number) => number): Column {
    const builder = new IntervalBuilder()
    for (let group = 0; group < this.#numGroups; group++) {
      if (this.#counts[group] === 0) {
        builder.appendNull()
        continue
      }
      const sum = { months: this.#months[group]!, days: this.#days[group]!, microseconds: this.#microseconds[group]! }
      const over = divisor(group)
      const value = over === 1 ? sum : scaleInterval(sum, { by: 1, over })
      if (!value || !fitsInterval(value)) throw new QueryError('EXECUTION', 'Interval out of range in an aggregate.')
      builder.appendInterval(value.months, value.days, value.microseconds)
    }
    return builder.finish()
  }

  #grow(numGroups: number): void {
    this.#months = fitted(this.#months, numGroups)
    this.#days = fitted(this.#days, numGroups)
    this.#counts = fitted(this.#counts, numGroups)
    while (this.#microseconds.length < numGroups) this.#microseconds.push(0n)
    this.#numGroups = numGroups
  }
}
