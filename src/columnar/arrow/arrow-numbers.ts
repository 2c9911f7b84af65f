/** Numbers of Arrow types that have no counterpart here, in the nearest one that has. */
import type { Column } from '../column.ts'

// Indices below lie within arrays of `length` rows.

/** IEEE half precision bits as float32, which holds all of them. */
export function halfFloats(bits: Uint16Array, length: number): Float32Array {
  const out = new Float32Array(length)
  for (let i = 0; i < length; i++) {
    const half = bits[i]!
    const sign = half & 0x8000 ? -1 : 1
    const exponent = (half >>> 10) & 0x1f
    const fraction = half & 0x3ff
    if (exponent === 31) out[i] = fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN
    else if (exponent === 0) out[i] = sign * fraction * 2 ** -24
    else out[i] = sign * (1 + fraction / 1024) * 2 ** (exponent - 15)
  }
  return out
}

/** Unscaled decimals of any width, as words: the low 64 or 128 bits where the precision allows, else float64. */
export function decimals(
  words: Uint32Array,
  column: {
    readonly length: number
    readonly stride: number
    readonly scale: number
    readonly target: 'two-words' | 'four-words' | 'float64'
  },
): Column['values'] {
  const { length, stride, scale, target } = column
  if (target === 'float64') return Float64Array.from({ length }, (_, row) => Number(`${unscaled(words, row, stride)}e${-scale}`))
  const width = target === 'two-words' ? 2 : 4
  const out = new Int32Array(length * width)
  for (let row = 0; row < length; row++) {
    for (let word = 0; word < width; word++) {
      out[row * width + word] = word < stride ? words[row * stride + word]! : out[row * width + word - 1]! >> 31
    }
  }
  return width === 2 ? new BigInt64Array(out.buffer) : out
}

function unscaled(words: Uint32Array, row: number, stride: number): bigint {
  let value = 0n
  for (let word = stride - 1; word >= 0; word--) value = (value << 32n) | BigInt(words[row * stride + word]!)
  return BigInt.asIntN(stride * 32, value)
}

/** Year-month (one word) and day-time (days, milliseconds) intervals as month-day-nano. */
export function intervals(words: Int32Array, length: number, stride: number): Int32Array {
  const out = new Int32Array(length * 4)
  for (let row = 0; row < length; row++) {
    if (stride === 1) {
      out[row * 4] = words[row]!
      continue
    }
    const nanoseconds = BigInt(words[row * 2 + 1]!) * 1_000_000n
    out[row * 4 + 1] = words[row * 2]!
    out[row * 4 + 2] = Number(BigInt.asIntN(32, nanoseconds))
    out[row * 4 + 3] = Number(BigInt.asIntN(32, nanoseconds >> 32n))
  }
  return out
}

/** Seconds to milliseconds, nanoseconds to microseconds (rounded towards the past). */
export function secondsToMilliseconds(values: BigInt64Array, length: number): BigInt64Array {
  return values.subarray(0, length).map(value => value * 1000n)
}

export function nanosecondsToMicroseconds(values: BigInt64Array, length: number): BigInt64Array {
  return values.subarray(0, length).map(value => (value - (((value % 1000n) + 1000n) % 1000n)) / 1000n)
}
