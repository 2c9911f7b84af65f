/** Integer arithmetic on BigInts: exact at any size, and slow; for batches with values that doubles do not hold. */
import { getBit } from '../columnar/bitmap.ts'
import type { Column } from '../columnar/column.ts'
import type { NumberArray } from '../columnar/fixed-width.ts'
import type { Fail } from './failure.ts'

export type IntegerOperator = '+' | '-' | '*' | '/' | '%' | '&' | '|' | '#' | '<<' | '>>'

export interface IntegerOperands {
  readonly left: Column
  readonly right: Column
  /** The rows that have a result; a row with a zero divisor is not among them. */
  readonly validity: Uint8Array | undefined
  readonly range: { readonly min: bigint; readonly max: bigint }
}

/** A uint64 result above 2^63 keeps its bits. */
export function bigintOperation(op: IntegerOperator, operands: IntegerOperands, fail: Fail): BigInt64Array {
  const { left, right, validity, range } = operands
  const out = new BigInt64Array(left.length)
  for (let row = 0; row < left.length; row++) {
    if (validity && !getBit(validity, row)) continue
    const result = apply(op, integerAt(left, row), integerAt(right, row))
    if (result === undefined) fail(row, 'Shift by a negative number')
    else if (result < range.min || result > range.max) fail(row, 'Integer overflow')
    else out[row] = result
  }
  return out
}

/** The integer at a row of any integer column. */
export function integerAt(column: Column, row: number): bigint {
  return BigInt((column.values as NumberArray | BigInt64Array)[row]!) // an integer column, a row within it
}

/** Undefined: no result. */
function apply(op: IntegerOperator, a: bigint, b: bigint): bigint | undefined {
  switch (op) {
    case '+':
      return a + b
    case '-':
      return a - b
    case '*':
      return a * b
    case '/':
      return a / b
    case '%':
      return a % b
    case '&':
      return a & b
    case '|':
      return a | b
    case '#':
      return a ^ b
    case '<<':
      if (b < 0n) return undefined
      // Beyond 64 places every bit is out of range, however far.
      return a === 0n ? 0n : a << (b > 64n ? 64n : b)
    case '>>':
      return b < 0n ? undefined : a >> (b > 64n ? 64n : b)
  }
}
