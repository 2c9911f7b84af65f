/** The values of number columns as the few kinds of arrays that loops are written for; copied only where the kind differs. */
import type { Column } from '../columnar/column.ts'
import { isWideDecimal, unscaledReader } from '../columnar/decimal-words.ts'
import type { NumberArray } from '../columnar/fixed-width.ts'
import { decimalText } from '../columnar/scalar-text.ts'

const TWO_32 = 2 ** 32

/** int8, int16, int32, uint8, uint16, date and codes. */
export function int32Values(column: Column): Int32Array {
  const values = column.values as NumberArray // the caller has looked at the type
  return values instanceof Int32Array ? values : Int32Array.from(values.subarray(0, column.length))
}

/** Every number type. 64-bit integers beyond 2^53 are rounded: `isSafe64` tells; decimals are the nearest doubles. */
export function float64Values(column: Column): Float64Array {
  const { values, length, type } = column
  if (type.kind === 'decimal') return decimalsToFloat64(column)
  if (values instanceof Float64Array) return values
  if (values instanceof BigInt64Array || values instanceof BigUint64Array) {
    return type.kind === 'uint64' ? unsignedWordsToFloat64(wordsOf(column), length) : signedWordsToFloat64(wordsOf(column), length)
  }
  return new Float64Array((values as NumberArray).subarray(0, length)) // of a number column
}

/** The signed 64-bit words of a column as doubles, whatever they stand for. */
export function wordsToFloat64(column: Column): Float64Array {
  return signedWordsToFloat64(wordsOf(column), column.length)
}

/** Correctly rounded: a double divided by a power of ten that is one, else through the text. */
function decimalsToFloat64(column: Column): Float64Array {
  const { type, length } = column
  const scale = type.kind === 'decimal' ? type.scale : 0
  if (!isWideDecimal(type) && isSafe64(column)) {
    const out = wordsToFloat64(column)
    const power = 10 ** scale
    for (let i = 0; i < length; i++) out[i]! /= power
    return out
  }
  const unscaled = unscaledReader(column)
  return Float64Array.from({ length }, (_, row) => Number(decimalText(unscaled(row), scale)))
}

/** The 64-bit integers of a column as pairs of words, low first. Faster than BigInts. */
export function wordsOf(column: Column): Int32Array {
  return new Int32Array(column.values.buffer, column.values.byteOffset, column.length * 2)
}

// `!` below: words are two a row.

function signedWordsToFloat64(words: Int32Array, length: number): Float64Array {
  const out = new Float64Array(length)
  for (let i = 0; i < length; i++) out[i] = words[i * 2 + 1]! * TWO_32 + (words[i * 2]! >>> 0)
  return out
}

function unsignedWordsToFloat64(words: Int32Array, length: number): Float64Array {
  const out = new Float64Array(length)
  for (let i = 0; i < length; i++) out[i] = (words[i * 2 + 1]! >>> 0) * TWO_32 + (words[i * 2]! >>> 0)
  return out
}

/** Whether a double holds each 64-bit integer of the column exactly. The bound is 2^52, which leaves room for one addition. */
export function isSafe64(column: Column): boolean {
  const words = wordsOf(column)
  const least = column.type.kind === 'uint64' ? 0 : -0x100000
  let outside = 0
  for (let i = 1; i < words.length; i += 2) {
    const high = words[i]!
    outside |= +(high >= 0x100000) | +(high < least)
  }
  return outside === 0
}

/** Integral doubles as 64-bit integers, two's complement. */
export function float64ToWords(values: Float64Array, length: number): Int32Array {
  const words = new Int32Array(length * 2)
  for (let i = 0; i < length; i++) {
    const value = values[i]!
    const high = Math.floor(value / TWO_32)
    words[i * 2] = value - high * TWO_32
    words[i * 2 + 1] = high
  }
  return words
}
