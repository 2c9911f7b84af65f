/** skewness and kurtosis: central moments up to the fourth, merged by Pébay's formulas. */
import type { Column } from '../../columnar/column.ts'
import type { DataType } from '../../columnar/data-type.ts'
import { float64Values } from '../../kernels/number-arrays.ts'
import type { Accumulator, AggregateFunction } from '../function-registry.ts'
import { argument } from '../support/argument.ts'
import { signature } from '../support/signature.ts'
import { fitted, float64Column, stateColumns, validBytes } from './group-state.ts'

const float64: DataType = { kind: 'float64' }
const WIDTH = 5

interface Moments {
  readonly count: number
  readonly mean: number
  readonly second: number
  readonly third: number
  readonly fourth: number
}

/** Undefined: NULL. */
type Result = (moments: Moments) => number | undefined

// `!` in this file: groups are below numGroups, to which the state has grown, and there is a value a row.

class ShapeAccumulator implements Accumulator {
  /** By group: count, mean, and the sums of the second, third and fourth powers of the distances from it. */
  #state = new Float64Array(0)
  #numGroups = 0
  readonly #result: Result

  constructor(result: Result) {
    this.#result = result
  }

  update(args: readonly Column[], groupOf: Uint32Array, numGroups: number): void {
    this.#grow(numGroups)
    const column = argument(args, 0)
    if (column.type.kind === 'null') return
    const values = float64Values(column)
    const valid = validBytes(column)
    for (let row = 0; row < groupOf.length; row++) {
      if (valid && valid[row] === 0) continue
      this.#add(groupOf[row]! * WIDTH, { count: 1, mean: values[row]!, second: 0, third: 0, fourth: 0 })
    }
  }

  merge(partial: readonly Column[], groupOf: Uint32Array, numGroups: number): void {
    this.#grow(numGroups)
    const [counts, means, seconds, thirds, fourths] = [0, 1, 2, 3, 4].map(i => float64Values(argument(partial, i)))
    for (let row = 0; row < groupOf.length; row++) {
      const added = { count: counts![row]!, mean: means![row]!, second: seconds![row]!, third: thirds![row]!, fourth: fourths![row]! }
      if (added.count > 0) this.#add(groupOf[row]! * WIDTH, added)
    }
  }

  partial(): readonly Column[] {
    return stateColumns(this.#state, { width: WIDTH, numGroups: this.#numGroups })
  }

  finish(): Column {
    const out = new Float64Array(this.#numGroups)
    const there = new Uint8Array(this.#numGroups)
    for (let group = 0; group < this.#numGroups; group++) {
      const result = this.#result(this.#moments(group * WIDTH))
      if (result === undefined) continue
      there[group] = 1
      out[group] = result
    }
    return float64Column(out, this.#numGroups, there)
  }

  #moments(at: number): Moments {
    const [count, mean, second, third, fourth] = [0, 1, 2, 3, 4].map(i => this.#state[at + i]!)
    return { count: count!, mean: mean!, second: second!, third: third!, fourth: fourth! }
  }

  #add(at: number, b: Moments): void {
    const a = this.#moments(at)
    const n = a.count + b.count
    const d = b.mean - a.mean
    const { count: na } = a
    const { count: nb } = b
    this.#state[at] = n
    this.#state[at + 1] = a.mean + (d * nb) / n
    this.#state[at + 2] = a.second + b.second + (d * d * na * nb) / n
    this.#state[at + 3] = a.third + b.third + (d ** 3 * na * nb * (na - nb)) / n ** 2 + (3 * d * (na * b.second - nb * a.second)) / n
    this.#state[at + 4] =
      a.fourth +
      b.fourth +
      (d ** 4 * na * nb * (na * na - na * nb + nb * nb)) / n ** 3 +
      (6 * d * d * (na * na * b.second + nb * nb * a.second)) / n ** 2 +
      (4 * d * (na * b.third - nb * a.third)) / n
  }

  #grow(numGroups: number): void {
    this.#state = fitted(this.#state, numGroups * WIDTH)
    this.#numGroups = numGroups
  }
}

function shapeFunction(description: Pick<AggregateFunction, 'name' | 'summary' | 'result'>, result: Result): AggregateFunction {
  return {
    kind: 'aggregate',
    ...description,
    example: `SELECT round(${description.name}(x), 3) FROM (VALUES (1), (2), (2), (3), (10)) AS t(x)`,
    ...signature({ required: ['number'] }, float64),
    createAccumulator: () => new ShapeAccumulator(result),
  }
}

export const shapeFunctions: readonly AggregateFunction[] = [
  shapeFunction(
    { name: 'skewness', summary: 'How far the values lean to one side (of a sample); NULL of fewer than three.', result: '2.029' },
    ({ count: n, second, third }) => {
      if (n < 3) return undefined
      return second === 0 ? Number.NaN : ((Math.sqrt(n * (n - 1)) / (n - 2)) * (third / n)) / (second / n) ** 1.5
    },
  ),
  shapeFunction(
    {
      name: 'kurtosis',
      summary: 'How heavy the tails are beside a normal distribution (of a sample); NULL of fewer than four.',
      result: '4.272',
    },
    ({ count: n, second, fourth }) => {
      if (n < 4 || second === 0) return undefined
      const excess = (n * fourth) / second ** 2 - 3
      return ((n - 1) / ((n - 2) * (n - 3))) * ((n + 1) * excess + 6)
    },
  ),
  shapeFunction(
    {
      name: 'kurtosis_pop',
      summary: 'How heavy the tails of a whole population are beside a normal distribution; NULL of fewer than two.',
      result: '0.068',
    },
    ({ count: n, second, fourth }) => (n < 2 || second === 0 ? undefined : (n * fourth) / second ** 2 - 3),
  ),
]
