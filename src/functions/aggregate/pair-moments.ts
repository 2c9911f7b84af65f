/** Correlation, covariance and linear regression: means, squared distances and their product a group, merged by Chan's formula. */
import type { Column } from '../../columnar/column.ts'
import type { DataType } from '../../columnar/data-type.ts'
import { float64Values } from '../../kernels/number-arrays.ts'
import type { Accumulator, AggregateFunction } from '../function-registry.ts'
import { argument } from '../support/argument.ts'
import { signature } from '../support/signature.ts'
import { fitted, float64Column, stateColumns, validBytes } from './group-state.ts'

const float64: DataType = { kind: 'float64' }

/** Of the pairs of a group: SQL writes f(y, x). */
interface Pairs {
  readonly count: number
  readonly meanY: number
  readonly meanX: number
  readonly squaresY: number
  readonly squaresX: number
  readonly products: number
}

/** NaN stands for NULL. */
type Result = (pairs: Pairs) => number

/** Six numbers a group, in the order of Pairs. */
const WIDTH = 6

// `!` in this file: groups are below numGroups, to which the state has grown, and there is a value a row.

class PairMoments implements Accumulator {
  #state = new Float64Array(0)
  #numGroups = 0
  readonly #result: Result

  constructor(result: Result) {
    this.#result = result
  }

  update(args: readonly Column[], groupOf: Uint32Array, numGroups: number): void {
    this.#grow(numGroups)
    const y = argument(args, 0)
    const x = argument(args, 1)
    if (y.type.kind === 'null' || x.type.kind === 'null') return
    const valuesY = float64Values(y)
    const valuesX = float64Values(x)
    const validY = validBytes(y)
    const validX = validBytes(x)
    for (let row = 0; row < groupOf.length; row++) {
      if ((validY && validY[row] === 0) || (validX && validX[row] === 0)) continue
      this.#add(groupOf[row]! * WIDTH, { count: 1, meanY: valuesY[row]!, meanX: valuesX[row]!, squaresY: 0, squaresX: 0, products: 0 })
    }
  }

  merge(partial: readonly Column[], groupOf: Uint32Array, numGroups: number): void {
    this.#grow(numGroups)
    const columns = Array.from({ length: WIDTH }, (_, i) => float64Values(argument(partial, i)))
    for (let row = 0; row < groupOf.length; row++) {
      const [count, meanY, meanX, squaresY, squaresX, products] = columns.map(column => column[row]!)
      if (count! > 0) {
        this.#add(groupOf[row]! * WIDTH, {
          count: count!,
          meanY: meanY!,
          meanX: meanX!,
          squaresY: squaresY!,
          squaresX: squaresX!,
          products: products!,
        })
      }
    }
  }

  partial(): readonly Column[] {
    return stateColumns(this.#state, { width: WIDTH, numGroups: this.#numGroups })
  }

  finish(): Column {
    const out = new Float64Array(this.#numGroups)
    const there = new Uint8Array(this.#numGroups)
    for (let group = 0; group < this.#numGroups; group++) {
      const result = this.#result(this.#pairs(group * WIDTH))
      if (Number.isNaN(result)) continue
      there[group] = 1
      out[group] = result
    }
    return float64Column(out, this.#numGroups, there)
  }

  #pairs(at: number): Pairs {
    const state = this.#state
    return {
      count: state[at]!,
      meanY: state[at + 1]!,
      meanX: state[at + 2]!,
      squaresY: state[at + 3]!,
      squaresX: state[at + 4]!,
      products: state[at + 5]!,
    }
  }

  #add(at: number, added: Pairs): void {
    const state = this.#state
    const own = this.#pairs(at)
    const count = own.count + added.count
    const distanceY = added.meanY - own.meanY
    const distanceX = added.meanX - own.meanX
    const weight = (own.count * added.count) / count
    state[at] = count
    state[at + 1] = own.meanY + (distanceY * added.count) / count
    state[at + 2] = own.meanX + (distanceX * added.count) / count
    state[at + 3] = own.squaresY + added.squaresY + distanceY * distanceY * weight
    state[at + 4] = own.squaresX + added.squaresX + distanceX * distanceX * weight
    state[at + 5] = own.products + added.products + distanceY * distanceX * weight
  }

  #grow(numGroups: number): void {
    this.#state = fitted(this.#state, numGroups * WIDTH)
    this.#numGroups = numGroups
  }
}

function pairFunction(name: string, summary: string, result: Result, shown: string): AggregateFunction {
  return {
    kind: 'aggregate',
    name,
    summary,
    example: `SELECT round(${name}(y, x), 3) FROM (VALUES (1, 1), (3, 2), (4, 3)) AS t(y, x)`,
    result: shown,
    ...signature({ required: ['number', 'number'] }, float64),
    createAccumulator: () => new PairMoments(result),
  }
}

const slope: Result = ({ products, squaresX }) => (squaresX === 0 ? Number.NaN : products / squaresX)

export const pairMomentFunctions: readonly AggregateFunction[] = [
  pairFunction(
    'corr',
    'The correlation of the pairs, from -1 to 1.',
    ({ products, squaresY, squaresX }) => products / Math.sqrt(squaresY * squaresX),
    '0.982',
  ),
  pairFunction('covar_pop', 'The covariance of a whole population.', ({ products, count }) => products / count, '1'),
  pairFunction(
    'covar_samp',
    'The covariance of a sample; NULL of fewer than two pairs.',
    ({ products, count }) => (count < 2 ? Number.NaN : products / (count - 1)),
    '1.5',
  ),
  pairFunction('regr_avgx', 'The mean of x of the pairs (y, x).', ({ meanX, count }) => (count === 0 ? Number.NaN : meanX), '2'),
  pairFunction('regr_avgy', 'The mean of y of the pairs (y, x).', ({ meanY, count }) => (count === 0 ? Number.NaN : meanY), '2.667'),
  pairFunction('regr_count', 'How many pairs (y, x) have no NULL, as a double.', ({ count }) => count, '3'),
  pairFunction(
    'regr_sxx',
    'The squared distances of x from its mean, summed.',
    ({ squaresX, count }) => (count === 0 ? Number.NaN : squaresX),
    '2',
  ),
  pairFunction(
    'regr_syy',
    'The squared distances of y from its mean, summed.',
    ({ squaresY, count }) => (count === 0 ? Number.NaN : squaresY),
    '4.667',
  ),
  pairFunction(
    'regr_sxy',
    'The products of the distances of x and y from their means, summed.',
    ({ products, count }) => (count === 0 ? Number.NaN : products),
    '3',
  ),
  pairFunction('regr_slope', 'The slope of the line y = a + b x through the pairs (y, x).', slope, '1.5'),
  pairFunction(
    'regr_intercept',
    'Where the line y = a + b x through the pairs (y, x) begins.',
    pairs => pairs.meanY - slope(pairs) * pairs.meanX,
    '-0.333',
  ),
  pairFunction(
    'regr_r2',
    'How much of the variance of y the line through the pairs (y, x) explains, from 0 to 1.',
    ({ products, squaresY, squaresX }) => {
      if (squaresX === 0) return Number.NaN
      return squaresY === 0 ? 1 : (products * products) / (squaresY * squaresX)
    },
    '0.964',
  ),
]
