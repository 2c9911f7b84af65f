/** `+ - * / %` and the bit operators on two columns of numbers, into the result type that the type rules chose. A zero divisor gives NULL. */
import { allOnes, clearBit } from '../columnar/bitmap.ts'
import type { Column } from '../columnar/column.ts'
import { constantColumn } from '../columnar/constant-column.ts'
import type { DataType } from '../columnar/data-type.ts'
import { bigintOperation, type IntegerOperator } from './arithmetic-bigint.ts'
import { allWithin, float64Operation, type NumberOperator, truncate } from './arithmetic-float64.ts'
import { int32Differences, int32Sums } from './arithmetic-int32.ts'
import { andBits } from './bitmap.ts'
import { commonValidity, withValidity } from './boolean-column.ts'
import { type DecimalOperator, decimalArithmetic } from './decimal-arithmetic.ts'
import type { Fail } from './failure.ts'
import { integerLimits } from './integer-limits.ts'
import { float64ToWords, float64Values, int32Values, isSafe64 } from './number-arrays.ts'
import { timeArithmetic } from './time-arithmetic.ts'
import { isTemporal } from './type-classes.ts'
import { wordBits } from './word-bits.ts'

export interface ArithmeticOperation {
  readonly op: IntegerOperator
  readonly type: DataType
  readonly left: Column
  readonly right: Column
}

export function arithmeticColumns(operation: ArithmeticOperation, fail: Fail): Column {
  const { op, type, left, right } = operation
  const { length } = left
  if (left.type.kind === 'null' || right.type.kind === 'null') return constantColumn(type, null, length)
  const validity = resultValidity(operation)
  if (isTemporal(left.type) || isTemporal(right.type)) return timeArithmetic({ ...operation, validity }, fail)
  if (type.kind === 'decimal') {
    const values = decimalArithmetic({ op: op as DecimalOperator, type, left, right, validity }, fail) // the type rules give no other operator
    return withValidity({ type, length, nullCount: 0, values }, validity)
  }
  const floating = type.kind === 'float64' || type.kind === 'float32'
  const numeric = numericOperator(op)
  const values = floating
    ? floatValues(operation)
    : numeric
      ? (smallIntegers(operation) ?? fastIntegers({ ...operation, op: numeric }))
      : words(operation)
  const exact = values ?? exactIntegers(operation, validity, fail)
  return withValidity({ type, length, nullCount: 0, values: exact }, validity)
}

function numericOperator(op: IntegerOperator): NumberOperator | undefined {
  return op === '+' || op === '-' || op === '*' || op === '/' || op === '%' ? op : undefined
}

function floatValues({ op, type, left, right }: ArithmeticOperation): ArrayBufferView {
  const values = float64Operation(op as NumberOperator, float64Values(left), float64Values(right), left.length) // the type rules give bit operators integers only
  return type.kind === 'float32' ? new Float32Array(values) : values
}

/** Sums and differences of integers of up to 32 bits. Undefined: others, or a result (perhaps under a NULL) out of range. */
function smallIntegers({ op, type, left, right }: ArithmeticOperation): Int32Array | undefined {
  if (type.kind !== 'int32' || (op !== '+' && op !== '-') || !isSmall(left) || !isSmall(right)) return undefined
  return op === '+'
    ? int32Sums(int32Values(left), int32Values(right), left.length)
    : int32Differences(int32Values(left), int32Values(right), left.length)
}

/** Bits of 32-bit numbers of one type. Undefined: others. */
function words({ op, type, left, right }: ArithmeticOperation): ArrayBufferView | undefined {
  const isWord = type.kind === 'int32' || type.kind === 'uint32'
  if (!isWord || left.type.kind !== type.kind || right.type.kind !== type.kind) return undefined
  const wordsOf = ({ values }: Column) => (values as Int32Array | Uint32Array).subarray(0, left.length) // by their type
  const bits = wordBits(op, wordsOf(left), wordsOf(right))
  return bits && type.kind === 'uint32' ? new Uint32Array(bits.buffer) : bits
}

function isSmall({ type }: Column): boolean {
  return type.kind === 'int32' || type.kind === 'int16' || type.kind === 'int8' || type.kind === 'uint16' || type.kind === 'uint8'
}

/** Through doubles, where operands and results are exact in them. Undefined: some value is too large, or a result (perhaps under a NULL) out of range. */
function fastIntegers(operation: ArithmeticOperation & { readonly op: NumberOperator }): ArrayBufferView | undefined {
  const { op, type, left, right } = operation
  if ((is64(left) && !isSafe64(left)) || (is64(right) && !isSafe64(right))) return undefined
  const values = float64Operation(op, float64Values(left), float64Values(right), left.length)
  if (op === '/' || op === '%') truncate(values)
  const { min, max } = integerLimits(type)
  const safe = 2 ** 53
  if (!allWithin(values, Math.max(Number(min), -safe), Math.min(Number(max), safe))) return undefined
  if (type.kind === 'int32') return Int32Array.from(values)
  return to64(float64ToWords(values, left.length).buffer, type)
}

function exactIntegers(operation: ArithmeticOperation, validity: Uint8Array | undefined, fail: Fail): ArrayBufferView {
  const { op, type, left, right } = operation
  const values = bigintOperation(op, { left, right, validity, range: integerLimits(type) }, fail)
  return fromBigints(values, type)
}

function fromBigints(values: BigInt64Array, type: DataType): ArrayBufferView {
  switch (type.kind) {
    case 'int8':
      return Int8Array.from(values, Number)
    case 'int16':
      return Int16Array.from(values, Number)
    case 'int32':
      return Int32Array.from(values, Number)
    case 'uint8':
      return Uint8Array.from(values, Number)
    case 'uint16':
      return Uint16Array.from(values, Number)
    case 'uint32':
      return Uint32Array.from(values, Number)
    default:
      return to64(values.buffer, type)
  }
}

function to64(buffer: ArrayBufferLike, type: DataType): ArrayBufferView {
  return type.kind === 'uint64' ? new BigUint64Array(buffer) : new BigInt64Array(buffer)
}

function is64(column: Column): boolean {
  return column.type.kind === 'int64' || column.type.kind === 'uint64'
}

function resultValidity({ op, left, right }: ArithmeticOperation): Uint8Array | undefined {
  const both = commonValidity([left, right], left.length)
  if (op !== '/' && op !== '%') return both
  const nonZero = nonZeroRows(right)
  if (!nonZero) return both
  return both ? andBits(both, nonZero, left.length) : nonZero
}

/** Undefined: no row is zero. */
function nonZeroRows(divisor: Column): Uint8Array | undefined {
  const values = float64Values(divisor)
  let bits: Uint8Array | undefined
  for (let row = 0; row < divisor.length; row++) {
    if (values[row] !== 0) continue
    bits ??= allOnes(divisor.length)
    clearBit(bits, row)
  }
  return bits
}
