/** Sums of 64-bit integers and decimals: exact, in doubles as long as these are, and then on BigInts. */
import type { Column } from '../../columnar/column.ts'
import type { DataType } from '../../columnar/data-type.ts'
import { type DecimalType, decimalBuffer, isWideDecimal, powerOfTen, unscaledReader } from '../../columnar/decimal-words.ts'
import { QueryError } from '../../common/errors.ts'
import { float64Values, isSafe64, wordsToFloat64 } from '../../kernels/number-arrays.ts'
import type { Accumulator } from '../function-registry.ts'
import { argument } from '../support/argument.ts'
import { bigintColumn, fitted, validBytes, withNulls } from './group-state.ts'

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
    const valid = validBytes(column)
    if (column.type.kind === 'decimal') {
      if (!isWideDecimal(column.type) && isSafe64(column)) this.#addSafe(wordsToFloat64(column), valid, groupOf)
      else this.#addLarge(unscaledReader(column), valid, groupOf)
    } else if (isSafe64(column)) this.#addSafe(float64Values(column), valid, groupOf)
    else {
      const values = column.values as BigInt64Array // of a 64-bit column
      this.#addLarge(row => values[row]!, valid, groupOf)
    }
  }

  merge(partial: readonly Column[], groupOf: Uint32Array, numGroups: number): void {
    this.update(partial, groupOf, numGroups)
  }

  partial(): readonly Column[] {
    return [this.finish()]
  }

  finish(): Column {
    if (this.#type.kind === 'decimal') return this.#decimals(this.#type)
    const sums = new BigInt64Array(this.#numGroups)
    for (let group = 0; group < this.#numGroups; group++) {
      this.#settle(group)
      sums[group] = checked(this.#totals[group]!)
    }
    return bigintColumn(sums, this.#numGroups, { type: this.#type, there: this.#there })
  }

  #decimals(type: DecimalType): Column {
    const limit = powerOfTen(type.precision)
    for (let group = 0; group < this.#numGroups; group++) {
      this.#settle(group)
      if (this.#totals[group]! < limit && this.#totals[group]! > -limit) continue
      throw new QueryError(
        'EXECUTION',
        `Decimal overflow in sum: the sum has more than ${type.precision} digits; cast the argument to DOUBLE.`,
      )
    }
    const values = decimalBuffer(type, this.#totals.slice(0, this.#numGroups))
    return withNulls({ type, length: this.#numGroups, nullCount: 0, values }, this.#there)
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

  #addLarge(value: (row: number) => bigint, valid: Uint8Array | undefined, groupOf: Uint32Array): void {
    for (let row = 0; row < groupOf.length; row++) {
      if (valid && valid[row] === 0) continue
      const group = groupOf[row]!
      this.#there[group] = 1
      this.#settle(group)
      this.#totals[group]! += value(row)
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
