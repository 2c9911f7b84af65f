/** Numbers as unsigned words in the same order, so that one radix sort serves every type: NaN last, -0 = 0. */
import { getBit } from '../../columnar/bitmap.ts'
import type { Column } from '../../columnar/column.ts'
import { isWideDecimal } from '../../columnar/decimal-words.ts'
import { canonicalFloats } from '../canonical-floats.ts'

export interface OrderWords {
  /** Compared first. */
  readonly high: Uint32Array
  /** Compared where `high` is equal; absent: the value has one word. */
  readonly low?: Uint32Array
}

// Casts and `!` below: Column promises the buffers of its type; loops end at its length.

const SIGN = 0x80000000

/** undefined: the type has no such words (text, dictionary, interval, wide decimals, list, struct). */
export function orderWords(column: Column): OrderWords | undefined {
  const { type, length, values } = column
  switch (type.kind) {
    case 'null':
      return { high: new Uint32Array(length) }
    case 'boolean':
      return { high: Uint32Array.from({ length }, (_, i) => Number(getBit(values as Uint8Array, i))) }
    case 'uint8':
    case 'uint16':
    case 'uint32':
      return { high: new Uint32Array((values as Uint32Array).subarray(0, length)) }
    case 'int8':
    case 'int16':
    case 'int32':
    case 'date':
      return { high: flipSign(new Uint32Array((values as Int32Array).subarray(0, length))) }
    case 'float32':
      return { high: float32Words(new Uint32Array(canonicalFloats(values as Float32Array, length).buffer)) }
    case 'float64':
      return float64Words(new Uint32Array(canonicalFloats(values as Float64Array, length).buffer))
    case 'int64':
    case 'timestamp':
    case 'time':
    case 'decimal': {
      if (isWideDecimal(type)) return undefined
      const { high, low } = splitWords(values, length)
      return { high: flipSign(high), low }
    }
    case 'uint64':
      return splitWords(values, length)
    default:
      return undefined
  }
}

function flipSign(words: Uint32Array): Uint32Array {
  for (let i = 0; i < words.length; i++) words[i]! ^= SIGN
  return words
}

function splitWords(values: ArrayBufferView, length: number): { readonly high: Uint32Array; readonly low: Uint32Array } {
  const words = new Uint32Array(values.buffer, values.byteOffset, length * 2)
  const high = new Uint32Array(length)
  const low = new Uint32Array(length)
  for (let i = 0; i < length; i++) {
    low[i] = words[i * 2]!
    high[i] = words[i * 2 + 1]!
  }
  return { high, low }
}

/** IEEE bits order like sign and magnitude: negative ones are turned round, positive ones put above them. */
function float32Words(bits: Uint32Array): Uint32Array {
  for (let i = 0; i < bits.length; i++) {
    const word = bits[i]!
    bits[i] = word & SIGN ? ~word : word ^ SIGN
  }
  return bits
}

function float64Words(bits: Uint32Array): OrderWords {
  const length = bits.length / 2
  const high = new Uint32Array(length)
  const low = new Uint32Array(length)
  for (let i = 0; i < length; i++) {
    const top = bits[i * 2 + 1]!
    const negative = (top & SIGN) !== 0
    high[i] = negative ? ~top : top ^ SIGN
    low[i] = negative ? ~bits[i * 2]! : bits[i * 2]!
  }
  return { high, low }
}
