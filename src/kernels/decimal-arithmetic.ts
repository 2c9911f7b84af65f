/** `+ - * %` of decimals and integers, exact: through doubles while these hold the unscaled integers, else on BigInts. */
import { getBit } from '../columnar/bitmap.ts'
import type { Column } from '../columnar/column.ts'
import { type DecimalType, decimalBuffer, isWideDecimal, powerOfTen, unscaledReader } from '../columnar/decimal-words.ts'
import { allWithin, float64Operation, truncate } from './arithmetic-float64.ts'
import type { Fail } from './failure.ts'
import { float64ToWords, float64Values, isSafe64, wordsToFloat64 } from './number-arrays.ts'

export type DecimalOperator = '+' | '-' | '*' | '%'

export interface DecimalOperands {
  readonly op: DecimalOperator
  readonly type: DecimalType
  readonly left: Column
  readonly right: Column
  /** The rows that have a result; a row with a zero divisor is not among them. */
  readonly validity: Uint8Array | undefined
}

export function decimalArithmetic(operands: DecimalOperands, fail: Fail): ArrayBufferView {
  return throughDoubles(operands) ?? onBigints(operands, fail)
}

const SAFE = 2 ** 53 - 1

/** Undefined: a double does not hold some value or result, or a result does not fit. */
function throughDoubles({ op, type, left, right }: DecimalOperands): ArrayBufferView | undefined {
  if (isWideDecimal(type)) return undefined
  const a = unscaledDoubles(left, op === '*' ? 0 : type.scale - scaleOf(left))
  const b = a && unscaledDoubles(right, op === '*' ? 0 : type.scale - scaleOf(right))
  if (!a || !b) return undefined
  const values = float64Operation(op, a, b, left.length)
  if (op === '%') truncate(values)
  const limit = Math.min(SAFE, Number(powerOfTen(type.precision) - 1n))
  if (!allWithin(values, -limit, limit)) return undefined
  return new BigInt64Array(float64ToWords(values, left.length).buffer)
}

function scaleOf({ type }: Column): number {
  return type.kind === 'decimal' ? type.scale : 0
}

function unscaledDoubles(column: Column, shift: number): Float64Array | undefined {
  const { type } = column
  if (isWideDecimal(type) || shift > 15) return undefined
  const is64 = type.kind === 'decimal' || type.kind === 'int64' || type.kind === 'uint64'
  if (is64 && !isSafe64(column)) return undefined
  const values = type.kind === 'decimal' ? wordsToFloat64(column) : float64Values(column)
  if (shift === 0) return values
  const scaled = new Float64Array(column.length)
  const factor = 10 ** shift
  for (let row = 0; row < scaled.length; row++) scaled[row] = values[row]! * factor // a value a row
  return allWithin(scaled, -SAFE, SAFE) ? scaled : undefined
}

function onBigints({ op, type, left, right, validity }: DecimalOperands, fail: Fail): ArrayBufferView {
  const a = scaledReader(left, op === '*' ? scaleOf(left) : type.scale)
  const b = scaledReader(right, op === '*' ? scaleOf(right) : type.scale)
  const limit = powerOfTen(type.precision)
  const out: bigint[] = new Array(left.length).fill(0n)
  for (let row = 0; row < left.length; row++) {
    if (validity && !getBit(validity, row)) continue
    const result = apply(op, a(row), b(row))
    if (result >= limit || result <= -limit) fail(row, 'Decimal overflow')
    out[row] = result
  }
  return decimalBuffer(type, out)
}

function apply(op: DecimalOperator, a: bigint, b: bigint): bigint {
  switch (op) {
    case '+':
      return a + b
    case '-':
      return a - b
    case '*':
      return a * b
    case '%':
      return a % b
  }
}

/** The rows of a decimal or integer column as integers of the scale, which is not below the column's. */
export function scaledReader(column: Column, scale: number): (row: number) => bigint {
  const factor = powerOfTen(scale - scaleOf(column))
  const values = column.values as Int32Array | BigInt64Array // an integer column, where it is used
  const read = column.type.kind === 'decimal' ? unscaledReader(column) : (row: number) => BigInt(values[row] ?? 0)
  return factor === 1n ? read : row => read(row) * factor
}
