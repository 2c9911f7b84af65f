/** Sums in doubles: of floats, and of integers of up to 32 bits, which are exact up to 2^53. */
import type { Column } from '../../columnar/column.ts'
import { QueryError } from '../../common/errors.ts'
import { float64Values } from '../../kernels/number-arrays.ts'
import type { Accumulator } from '../function-registry.ts'
import { argument } from '../support/argument.ts'
import { fittedFrom, float64Column, int64Column, validBytes } from './group-state.ts'

/** The sum of no rows. Adding anything to it gives that, and +0 for a zero of either sign, so no other sum is -0. */
const NOTHING = -0

export class FloatSum implements Accumulator {
  #sums: Float64Array = new Float64Array(0)
  #numGroups = 0
  /** No sum of integers can be farther from 0. */
  #bound = 0
  readonly #kind: 'int64' | 'float64'

  constructor(kind: 'int64' | 'float64') {
    this.#kind = kind
  }

  update(args: readonly Column[], groupOf: Uint32Array, numGroups: number): void {
    this.#sums = fittedFrom(this.#sums, numGroups, NOTHING)
    this.#numGroups = numGroups
    const column = argument(args, 0)
    if (column.type.kind === 'null' || groupOf.length === 0) return
    const valid = validBytes(column)
    const words = column.values instanceof Int32Array && !valid ? column.values : undefined
    if (this.#kind === 'int64') this.#bound += largest(words ?? float64Values(column), groupOf.length) * groupOf.length
    if (this.#bound > Number.MAX_SAFE_INTEGER) addChecked(this.#sums, groupOf, { values: float64Values(column), valid })
    else if (words && numGroups === 1) addTogether(this.#sums, words, groupOf.length)
    else if (words) addWords(this.#sums, groupOf, words)
    else addValues(this.#sums, groupOf, { values: float64Values(column), valid })
  }

  /** Partial sums are added as values are. */
  merge(partial: readonly Column[], groupOf: Uint32Array, numGroups: number): void {
    this.update(partial, groupOf, numGroups)
  }

  partial(): readonly Column[] {
    return [this.finish()]
  }

  finish(): Column {
    const there = new Uint8Array(this.#numGroups)
    for (let group = 0; group < there.length; group++) there[group] = Object.is(this.#sums[group], NOTHING) ? 0 : 1
    const make = this.#kind === 'int64' ? int64Column : float64Column
    return make(this.#sums, this.#numGroups, there)
  }
}

interface Input {
  readonly values: Float64Array
  readonly valid: Uint8Array | undefined
}

// `!` here and above: groups are below the length of the state, and there is a value a row.

function addWords(sums: Float64Array, groupOf: Uint32Array, values: Int32Array): void {
  for (let row = 0; row < groupOf.length; row++) sums[groupOf[row]!]! += values[row]!
}

/** All rows to one group. */
function addTogether(sums: Float64Array, values: Int32Array, length: number): void {
  let sum = sums[0]!
  for (let row = 0; row < length; row++) sum += values[row]!
  sums[0] = sum
}

function addValues(sums: Float64Array, groupOf: Uint32Array, { values, valid }: Input): void {
  if (valid) {
    for (let row = 0; row < groupOf.length; row++) if (valid[row] !== 0) sums[groupOf[row]!]! += values[row]! + 0
  } else for (let row = 0; row < groupOf.length; row++) sums[groupOf[row]!]! += values[row]! + 0
}

/** Where a sum may leave what doubles hold exactly. */
function addChecked(sums: Float64Array, groupOf: Uint32Array, { values, valid }: Input): void {
  for (let row = 0; row < groupOf.length; row++) {
    if (valid && valid[row] === 0) continue
    const sum = sums[groupOf[row]!]! + values[row]!
    sums[groupOf[row]!] = sum
    if (Math.abs(sum) <= Number.MAX_SAFE_INTEGER) continue
    throw new QueryError('EXECUTION', 'Integer overflow in sum: the sum is beyond 2^53; cast the argument to BIGINT or DOUBLE.')
  }
}

function largest(values: Int32Array | Float64Array, length: number): number {
  let least = 0
  let most = 0
  for (let row = 0; row < length; row++) {
    const value = values[row]!
    if (value < least) least = value
    if (value > most) most = value
  }
  return Math.max(most, -least)
}
