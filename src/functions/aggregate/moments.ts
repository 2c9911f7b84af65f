/** Variance and standard deviation: count, mean and squared distances from it a group, merged by Chan's formula. */
import type { Column } from '../../columnar/column.ts'
import type { DataType } from '../../columnar/data-type.ts'
import { float64Values } from '../../kernels/number-arrays.ts'
import type { Accumulator, AggregateFunction } from '../function-registry.ts'
import { argument } from '../support/argument.ts'
import { signature } from '../support/signature.ts'
import { fitted, float64Column, validBytes } from './group-state.ts'

const float64: DataType = { kind: 'float64' }

type Result = (count: number, squares: number) => number

// `!` in this file: groups are below numGroups, to which the state has grown, and there is a value a row.

class MomentsAccumulator implements Accumulator {
  #counts = new Float64Array(0)
  #means = new Float64Array(0)
  #squares = new Float64Array(0)
  #numGroups = 0
  readonly #result: Result
  readonly #fewest: number

  constructor(result: Result, fewest: number) {
    this.#result = result
    this.#fewest = fewest
  }

  update(args: readonly Column[], groupOf: Uint32Array, numGroups: number): void {
    this.#grow(numGroups)
    const column = argument(args, 0)
    if (column.type.kind === 'null') return
    const values = float64Values(column)
    const valid = validBytes(column)
    for (let row = 0; row < groupOf.length; row++) {
      if (valid && valid[row] === 0) continue
      const group = groupOf[row]!
      const count = this.#counts[group]! + 1
      const distance = values[row]! - this.#means[group]!
      const mean = this.#means[group]! + distance / count
      this.#counts[group] = count
      this.#means[group] = mean
      this.#squares[group]! += distance * (values[row]! - mean)
    }
  }

  merge(partial: readonly Column[], groupOf: Uint32Array, numGroups: number): void {
    this.#grow(numGroups)
    const [counts, means, squares] = [0, 1, 2].map(i => float64Values(argument(partial, i)))
    for (let row = 0; row < groupOf.length; row++) {
      const group = groupOf[row]!
      const added = counts![row]!
      if (added === 0) continue
      const count = this.#counts[group]! + added
      const distance = means![row]! - this.#means[group]!
      this.#squares[group]! += squares![row]! + (distance * distance * this.#counts[group]! * added) / count
      this.#means[group]! += (distance * added) / count
      this.#counts[group] = count
    }
  }

  partial(): readonly Column[] {
    return [this.#counts, this.#means, this.#squares].map(state => float64Column(state, this.#numGroups))
  }

  finish(): Column {
    const out = new Float64Array(this.#numGroups)
    const there = new Uint8Array(this.#numGroups)
    for (let group = 0; group < this.#numGroups; group++) {
      if (this.#counts[group]! < this.#fewest) continue
      there[group] = 1
      out[group] = this.#result(this.#counts[group]!, this.#squares[group]!)
    }
    return float64Column(out, this.#numGroups, there)
  }

  #grow(numGroups: number): void {
    this.#counts = fitted(this.#counts, numGroups)
    this.#means = fitted(this.#means, numGroups)
    this.#squares = fitted(this.#squares, numGroups)
    this.#numGroups = numGroups
  }
}

function spread(
  description: Pick<AggregateFunction, 'name' | 'aliases' | 'summary' | 'example' | 'result'>,
  fewest: number,
  result: Result,
): AggregateFunction {
  return {
    kind: 'aggregate',
    ...description,
    ...signature({ required: ['number'] }, float64),
    createAccumulator: () => new MomentsAccumulator(result, fewest),
  }
}

const rows = 'FROM (VALUES (1), (2), (3), (4)) AS t(x)'

export const momentFunctions: readonly AggregateFunction[] = [
  spread(
    {
      name: 'var_samp',
      aliases: ['variance', 'var', 'var_sample'],
      summary: 'The variance of a sample; NULL of fewer than two values.',
      example: `SELECT round(var_samp(x), 3) ${rows}`,
      result: '1.667',
    },
    2,
    (count, squares) => squares / (count - 1),
  ),
  spread(
    {
      name: 'var_pop',
      aliases: ['var_population'],
      summary: 'The variance of a whole population.',
      example: `SELECT var_pop(x) ${rows}`,
      result: '1.25',
    },
    1,
    (count, squares) => squares / count,
  ),
  spread(
    {
      name: 'stddev_samp',
      aliases: ['stddev'],
      summary: 'The standard deviation of a sample; NULL of fewer than two values.',
      example: `SELECT round(stddev_samp(x), 3) ${rows}`,
      result: '1.291',
    },
    2,
    (count, squares) => Math.sqrt(squares / (count - 1)),
  ),
  spread(
    {
      name: 'stddev_pop',
      summary: 'The standard deviation of a whole population.',
      example: `SELECT round(stddev_pop(x), 3) ${rows}`,
      result: '1.118',
    },
    1,
    (count, squares) => Math.sqrt(squares / count),
  ),
  spread(
    { name: 'sem', summary: 'The standard error of the mean.', example: `SELECT round(sem(x), 3) ${rows}`, result: '0.559' },
    1,
    (count, squares) => Math.sqrt(squares / count) / Math.sqrt(count),
  ),
]
