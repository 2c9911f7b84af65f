/** Sums in doubles: of floats, and of integers of up to 32 bits, which are exact up to 2^53. */
import type { Column } from '../../columnar/column.ts'
import { QueryError } from '../../common/errors.ts'
import { float64Values } from '../../kernels/number-arrays.ts'
import type { Accumulator } from '../function-registry.ts'
import { argument } from '../support/argument.ts'
import { fitted, float64Column, int64Column, validBytes } from './group-state.ts'

export class FloatSum implements Accumulator {
  #sums = new Float64Array(0)
  #there = new Uint8Array(0)
  #numGroups = 0
  readonly #kind: 'int64' | 'float64'

  constructor(kind: 'int64' | 'float64') {
    this.#kind = kind
  }

  update(args: readonly Column[], groupOf: Uint32Array, numGroups: number): void {
    this.#sums = fitted(this.#sums, numGroups)
    this.#there = fitted(this.#there, numGroups)
    this.#numGroups = numGroups
    const column = argument(args, 0)
    if (column.type.kind === 'null') return
    const largest = addValues({ sums: this.#sums, there: this.#there }, groupOf, {
      values: float64Values(column),
      valid: validBytes(column),
    })
    if (this.#kind === 'int64' && largest > Number.MAX_SAFE_INTEGER) {
      throw new QueryError('EXECUTION', 'Integer overflow in sum: the sum is beyond 2^53; cast the argument to BIGINT or DOUBLE.')
    }
  }

  /** Partial sums are added as values are. */
  merge(partial: readonly Column[], groupOf: Uint32Array, numGroups: number): void {
    this.update(partial, groupOf, numGroups)
  }

  partial(): readonly Column[] {
    return [this.finish()]
  }

  finish(): Column {
    const make = this.#kind === 'int64' ? int64Column : float64Column
    return make(this.#sums, this.#numGroups, this.#there)
  }
}

interface State {
  readonly sums: Float64Array
  readonly there: Uint8Array
}

interface Input {
  readonly values: Float64Array
  readonly valid: Uint8Array | undefined
}

// `!` below: groups are below the length of the state, and there is a value a row.

/** Gives the greatest absolute sum that was passed. */
function addValues({ sums, there }: State, groupOf: Uint32Array, { values, valid }: Input): number {
  let largest = 0
  for (let row = 0; row < groupOf.length; row++) {
    if (valid && valid[row] === 0) continue
    const group = groupOf[row]!
    const sum = sums[group]! + values[row]!
    sums[group] = sum
    there[group] = 1
    largest = Math.max(largest, Math.abs(sum))
  }
  return largest
}
