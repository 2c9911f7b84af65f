/** avg(x): the sum (in doubles, of decimals exact) by the number of values; NULL of none. */
import type { Column } from '../../columnar/column.ts'
import type { DataType } from '../../columnar/data-type.ts'
import { float64Values } from '../../kernels/number-arrays.ts'
import type { Accumulator, AggregateFunction } from '../function-registry.ts'
import { argument } from '../support/argument.ts'
import { signature } from '../support/signature.ts'
import { DecimalAverage } from './decimal-average.ts'
import { fitted, float64Column, int64Column, validBytes } from './group-state.ts'
import { IntervalSum } from './interval-sum.ts'

// `!` in this file: groups are below numGroups, to which the state has grown, and there is a value a row.

class AverageAccumulator implements Accumulator {
  #sums = new Float64Array(0)
  #counts = new Float64Array(0)
  #numGroups = 0

  update(args: readonly Column[], groupOf: Uint32Array, numGroups: number): void {
    this.#grow(numGroups)
    const column = argument(args, 0)
    if (column.type.kind === 'null') return
    const values = float64Values(column)
    const valid = validBytes(column)
    for (let row = 0; row < groupOf.length; row++) {
      if (valid && valid[row] === 0) continue
      const group = groupOf[row]!
      this.#sums[group]! += values[row]!
      this.#counts[group]! += 1
    }
  }

  merge(partial: readonly Column[], groupOf: Uint32Array, numGroups: number): void {
    this.#grow(numGroups)
    const sums = float64Values(argument(partial, 0))
    const counts = float64Values(argument(partial, 1))
    for (let row = 0; row < groupOf.length; row++) {
      this.#sums[groupOf[row]!]! += sums[row]!
      this.#counts[groupOf[row]!]! += counts[row]!
    }
  }

  partial(): readonly Column[] {
    return [float64Column(this.#sums, this.#numGroups), int64Column(this.#counts, this.#numGroups)]
  }

  finish(): Column {
    const out = new Float64Array(this.#numGroups)
    const there = new Uint8Array(this.#numGroups)
    for (let group = 0; group < this.#numGroups; group++) {
      if (this.#counts[group] === 0) continue
      there[group] = 1
      out[group] = this.#sums[group]! / this.#counts[group]!
    }
    return float64Column(out, this.#numGroups, there)
  }

  #grow(numGroups: number): void {
    this.#sums = fitted(this.#sums, numGroups)
    this.#counts = fitted(this.#counts, numGroups)
    this.#numGroups = numGroups
  }
}

const numbers = signature({ required: ['exact number'] }, { kind: 'float64' })

function createAverage(type: DataType | undefined): Accumulator {
  if (type?.kind === 'interval') return new IntervalSum('mean')
  return type?.kind === 'decimal' ? new DecimalAverage(type) : new AverageAccumulator()
}

export const averageFunction: AggregateFunction = {
  kind: 'aggregate',
  name: 'avg',
  aliases: ['mean', 'favg'],
  summary: 'The mean of the values that are not NULL; NULL if there are none.',
  example: 'SELECT avg(x) FROM (VALUES (1), (NULL), (4)) AS t(x)',
  result: '2.5',
  // Intervals too.
  ...numbers,
  resultType: types => (types.length === 1 && types[0]?.kind === 'interval' ? types[0] : numbers.resultType(types)),
  createAccumulator: ([type]) => createAverage(type),
}
