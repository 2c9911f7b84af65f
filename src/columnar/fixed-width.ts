/** Which typed array holds the values of a fixed-width column, and how many entries of it a row takes. */
import type { DataType } from './data-type.ts'
import { isWideDecimal } from './decimal-words.ts'

export type NumberArray = Int8Array | Int16Array | Int32Array | Uint8Array | Uint16Array | Uint32Array | Float32Array | Float64Array
export type FixedWidthArray = NumberArray | BigInt64Array | BigUint64Array

interface FixedWidth {
  readonly array: new (buffer: ArrayBufferLike, byteOffset?: number, length?: number) => FixedWidthArray
  readonly bytesPerRow: number
}

// decimal: the unscaled integer of at most 18 digits; wider ones below. interval: months, days and the low and high word of the
// nanoseconds, which is Arrow's MonthDayNano.
const LAYOUTS: { readonly [kind in DataType['kind']]?: FixedWidth } = {
  int8: { array: Int8Array, bytesPerRow: 1 },
  int16: { array: Int16Array, bytesPerRow: 2 },
  int32: { array: Int32Array, bytesPerRow: 4 },
  int64: { array: BigInt64Array, bytesPerRow: 8 },
  uint8: { array: Uint8Array, bytesPerRow: 1 },
  uint16: { array: Uint16Array, bytesPerRow: 2 },
  uint32: { array: Uint32Array, bytesPerRow: 4 },
  uint64: { array: BigUint64Array, bytesPerRow: 8 },
  float32: { array: Float32Array, bytesPerRow: 4 },
  float64: { array: Float64Array, bytesPerRow: 8 },
  date: { array: Int32Array, bytesPerRow: 4 },
  timestamp: { array: BigInt64Array, bytesPerRow: 8 },
  time: { array: BigInt64Array, bytesPerRow: 8 },
  decimal: { array: BigInt64Array, bytesPerRow: 8 },
  interval: { array: Int32Array, bytesPerRow: 16 },
  dictionary: { array: Int32Array, bytesPerRow: 4 },
}

const WIDE_DECIMAL: FixedWidth = { array: Int32Array, bytesPerRow: 16 }

/** undefined: the type has no fixed width (null, boolean, utf8, binary, list, struct). */
export function fixedWidth(type: DataType): FixedWidth | undefined {
  return isWideDecimal(type) ? WIDE_DECIMAL : LAYOUTS[type.kind]
}
