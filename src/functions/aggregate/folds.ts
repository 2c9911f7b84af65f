/** product and geomean: one double a group that each value changes. */
import type { Column } from '../../columnar/column.ts'
import { float64Values } from '../../kernels/number-arrays.ts'
import type { Accumulator, AggregateFunction } from '../function-registry.ts'
import { argument } from '../support/argument.ts'
import { signature } from '../support/signature.ts'
import { fitted, float64Column, validBytes } from './group-state.ts'

interface Fold {
  /** What a value adds to the state, which begins with 0. */
  add(state: number, value: number): number
  result(state: number, count: number): number
}

// `!` in this file: groups are below numGroups, to which the state has grown, and there is a value a row.

class FoldAccumulator implements Accumulator {
  #states = new Float64Array(0)
  #counts = new Float64Array(0)
  #numGroups = 0
  readonly #fold: Fold
  readonly #start: number

  constructor(fold: Fold, start: number) {
    this.#fold = fold
    this.#start = start
  }

  update(args: readonly Column[], groupOf: Uint32Array, numGroups: number): void {
    this.#grow(numGroups)
    const column = argument(args, 0)
    if (column.type.kind === 'null') return
    const values = float64Values(column)
    const valid = validBytes(column)
    for (let row = 0; row < groupOf.length; row++) if (!valid || valid[row] === 1) this.#add(groupOf[row]!, values[row]!, 1)
  }

  merge(partial: readonly Column[], groupOf: Uint32Array, numGroups: number): void {
    this.#grow(numGroups)
    const [states, counts] = [0, 1].map(i => float64Values(argument(partial, i)))
    for (let row = 0; row < groupOf.length; row++) {
      const group = groupOf[row]!
      if (counts![row] === 0) continue
      const own = this.#counts[group] === 0 ? this.#start : this.#states[group]!
      this.#states[group] = this.#start === 1 ? own * states![row]! : own + states![row]!
      this.#counts[group]! += counts![row]!
    }
  }

  partial(): readonly Column[] {
    return [float64Column(this.#states, this.#numGroups), float64Column(this.#counts, this.#numGroups)]
  }

  finish(): Column {
    const out = new Float64Array(this.#numGroups)
    const there = new Uint8Array(this.#numGroups)
    for (let group = 0; group < this.#numGroups; group++) {
      if (this.#counts[group] === 0) continue
      there[group] = 1
      out[group] = this.#fold.result(this.#states[group]!, this.#counts[group]!)
    }
    return float64Column(out, this.#numGroups, there)
  }

  #add(group: number, value: number, count: number): void {
    const own = this.#counts[group] === 0 ? this.#start : this.#states[group]!
    this.#states[group] = this.#fold.add(own, value)
    this.#counts[group]! += count
  }

  #grow(numGroups: number): void {
    this.#states = fitted(this.#states, numGroups)
    this.#counts = fitted(this.#counts, numGroups)
    this.#numGroups = numGroups
  }
}

const rows = 'FROM (VALUES (1), (4), (16)) AS t(x)'

export const foldFunctions: readonly AggregateFunction[] = [
  {
    kind: 'aggregate',
    name: 'product',
    summary: 'The product of the values that are not NULL, as a double; NULL if there are none.',
    example: `SELECT product(x) ${rows}`,
    result: '64',
    ...signature({ required: ['number'] }, { kind: 'float64' }),
    createAccumulator: () => new FoldAccumulator({ add: (state, value) => state * value, result: state => state }, 1),
  },
  {
    kind: 'aggregate',
    name: 'geomean',
    aliases: ['geometric_mean'],
    summary: 'The geometric mean of the values, by their logarithms.',
    example: `SELECT round(geomean(x), 6) ${rows}`,
    result: '4',
    ...signature({ required: ['number'] }, { kind: 'float64' }),
    createAccumulator: () =>
      new FoldAccumulator({ add: (state, value) => state + Math.log(value), result: (state, count) => Math.exp(state / count) }, 0),
  },
]
