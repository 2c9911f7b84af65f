/** Sums of 64-bit integers: exact, in doubles as long as these are, and then in 64 bits. */
import type { Column } from '../../columnar/column.ts'
import type { DataType } from '../../columnar/data-type.ts'
import { QueryError } from '../../common/errors.ts'
import { float64Values, isSafe64 } from '../../kernels/number-arrays.ts'
import type { Accumulator } from '../function-registry.ts'
import { argument } from '../support/argument.ts'
import { bigintColumn, fitted, validBytes } from './group-state.ts'

const SAFE = 2 ** 52

// `!` below: groups are below the length of the state, and there is a value a row.

export class BigintSum implements Accumulator {
  /** The sum of a group is totals + pending; pending holds an exact integer below 2^53. Totals may leave 64 bits on the way. */
  readonly #totals: bigint[] = []
  #pending = new Float64Array(0)
  #there = new Uint8Array(0)
  #numGroups = 0
  readonly #type: DataType

  constructor(type: DataType) {
    this.#type = type
  }

  update(args: readonly Column[], groupOf: Uint32Array, numGroups: number): void {
    while (this.#totals.length < numGroups) this.#totals.push(0n)
    this.#pending = fitted(this.#pending, numGroups)
    this.#there = fitted(this.#there, numGroups)
    this.#numGroups = numGroups
    const column = argument(args, 0)
    if (column.type.kind === 'null') return
    if (isSafe64(column)) this.#addSafe(float64Values(column), validBytes(column), groupOf)
    else this.#addLarge(column.values as BigInt64Array, validBytes(column), groupOf) // of a 64-bit column
  }

  merge(partial: readonly Column[], groupOf: Uint32Array, numGroups: number): void {
    this.update(partial, groupOf, numGroups)
  }

  partial(): readonly Column[] {
    return [this.finish()]
  }

  finish(): Column {
    const sums = new BigInt64Array(this.#numGroups)
    for (let group = 0; group < this.#numGroups; group++) {
      this.#settle(group)
      sums[group] = checked(this.#totals[group]!)
    }
    return bigintColumn(sums, this.#numGroups, { type: this.#type, there: this.#there })
  }

  #addSafe(values: Float64Array, valid: Uint8Array | undefined, groupOf: Uint32Array): void {
    for (let row = 0; row < groupOf.length; row++) {
      if (valid && valid[row] === 0) continue
      const group = groupOf[row]!
      const sum = this.#pending[group]! + values[row]!
      this.#pending[group] = sum
      this.#there[group] = 1
      if (sum >= SAFE || sum <= -SAFE) this.#settle(group)
    }
  }

  #addLarge(values: BigInt64Array, valid: Uint8Array | undefined, groupOf: Uint32Array): void {
    for (let row = 0; row < groupOf.length; row++) {
      if (valid && valid[row] === 0) continue
      const group = groupOf[row]!
      this.#there[group] = 1
      this.#settle(group)
      this.#totals[group]! += values[row]!
    }
  }

  #settle(group: number): void {
    const pending = this.#pending[group]!
    if (pending === 0) return
    this.#totals[group]! += BigInt(pending)
    this.#pending[group] = 0
  }
}

function checked(sum: bigint): bigint {
  if (BigInt.asIntN(64, sum) === sum) return sum
  throw new QueryError('EXECUTION', 'Integer overflow in sum: the sum does not fit BIGINT; cast the argument to DOUBLE.')
}
