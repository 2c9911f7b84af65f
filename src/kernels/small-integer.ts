/** Reads up to nine plain digits straight from bytes, which is what nearly every number in a file is. NaN: read it the long way. */
import type { DataType } from '../columnar/data-type.ts'
import { integerLimits } from './integer-limits.ts'

type Read = (bytes: Uint8Array, start: number, end: number) => number

/** Undefined for types that are no numbers. */
export function smallInteger(type: DataType): Read | undefined {
  switch (type.kind) {
    case 'int8':
    case 'int16':
    case 'int32':
    case 'int64':
    case 'uint8':
    case 'uint16':
    case 'uint32':
    case 'uint64': {
      const { min, max } = integerLimits(type)
      const [least, most] = [Number(min), Number(max)]
      return (bytes, start, end) => {
        const value = digits(bytes, start, end)
        return value >= least && value <= most ? value : Number.NaN
      }
    }
    case 'float32':
    case 'float64':
      return digits
    default:
      return undefined
  }
}

function digits(bytes: Uint8Array, start: number, end: number): number {
  const negative = bytes[start] === 0x2d
  const first = negative ? start + 1 : start
  // '-0' is a float of its own.
  if (end === first || end - first > 9 || (negative && bytes[first] === 0x30)) return Number.NaN
  let value = 0
  for (let i = first; i < end; i++) {
    const digit = bytes[i]! - 0x30 // i < end
    if (digit < 0 || digit > 9) return Number.NaN
    value = value * 10 + digit
  }
  return negative ? -value : value
}
