/** Decimals of more than 18 digits: four little-endian words a row, two's complement, as in Arrow's Decimal128. */
import type { Column } from './column.ts'
import type { DataType } from './data-type.ts'

/** An int64 holds every integer of so many digits. */
export const NARROW_PRECISION = 18
/** 128 bits hold every integer of so many digits. */
export const MAX_PRECISION = 38

export type DecimalType = DataType & { readonly kind: 'decimal' }

/** Whether values take four words; else they are int64. */
export function isWideDecimal(type: DataType): boolean {
  return type.kind === 'decimal' && type.precision > NARROW_PRECISION
}

/** Reads the unscaled integers of a decimal column. */
export function unscaledReader(column: Column): (row: number) => bigint {
  if (!isWideDecimal(column.type)) {
    const values = column.values as BigInt64Array // of a narrow decimal column
    return row => values[row]! // a row of the column
  }
  const { buffer, byteOffset, byteLength } = column.values
  if (byteOffset % 8 !== 0) {
    const words = column.values as Int32Array // of a wide decimal column
    return row => joinWords(words, row * 4)
  }
  const low = new BigUint64Array(buffer, byteOffset, byteLength >>> 3)
  const high = new BigInt64Array(buffer, byteOffset, byteLength >>> 3)
  return row => (high[row * 2 + 1]! << 64n) | low[row * 2]! // two 64-bit words a row
}

/** The integer that four words from `at` on hold. */
export function joinWords(words: Int32Array, at: number): bigint {
  let value = BigInt(words[at + 3]!) // four words a value, here and below
  for (let word = 2; word >= 0; word--) value = (value << 32n) | BigInt(words[at + word]! >>> 0)
  return value
}

export function splitWords(value: bigint, words: Int32Array, at: number): void {
  for (let word = 0; word < 4; word++) words[at + word] = Number(BigInt.asIntN(32, value >> BigInt(word * 32)))
}

/** Unscaled integers as the buffer of a decimal column; all must fit its precision. */
export function decimalBuffer(type: DecimalType, unscaled: readonly bigint[]): BigInt64Array | Int32Array {
  if (!isWideDecimal(type)) return BigInt64Array.from(unscaled)
  const words = new BigInt64Array(unscaled.length * 2)
  for (let row = 0; row < unscaled.length; row++) {
    const value = unscaled[row]! // row < length
    words[row * 2] = BigInt.asIntN(64, value)
    words[row * 2 + 1] = value >> 64n
  }
  return new Int32Array(words.buffer)
}

const powers = Array.from({ length: 80 }, (_, exponent) => 10n ** BigInt(exponent))

/** 10 to the power of 0 … 79. */
export function powerOfTen(exponent: number): bigint {
  return powers[exponent] ?? 10n ** BigInt(exponent)
}
