/** How the types of up to 32 bits are one word a row, and back. */
import { bitmapBytes, getBit, setBit } from '../../columnar/bitmap.ts'
import type { DataType } from '../../columnar/data-type.ts'
import { fixedWidth } from '../../columnar/fixed-width.ts'
import { canonicalFloats } from '../canonical-floats.ts'
import type { WordLayout } from './word-codes.ts'

// Casts and `!`: Column promises the buffers of its type.

/** undefined: the type does not fit into a word. */
export function wordLayout(type: DataType): WordLayout | undefined {
  switch (type.kind) {
    case 'boolean':
      return BOOLEANS
    case 'float32':
      return {
        toWords: ({ values, length }) => new Int32Array(canonicalFloats(values as Float32Array, length).buffer),
        toColumn: (words, length) => ({ type, length, nullCount: 0, values: new Float32Array(words.buffer, words.byteOffset, length) }),
      }
    case 'int32':
    case 'uint32':
    case 'date': {
      const { array } = fixedWidth(type)!
      return {
        toWords: ({ values, length }) => new Int32Array(values.buffer, values.byteOffset, length),
        toColumn: (words, length) => ({ type, length, nullCount: 0, values: new array(words.buffer, words.byteOffset, length) }),
      }
    }
    case 'int8':
    case 'int16':
    case 'uint8':
    case 'uint16': {
      const { array, bytesPerRow } = fixedWidth(type)!
      return {
        toWords: ({ values, length }) => Int32Array.from((values as Int16Array).subarray(0, length)),
        toColumn: (words, length) => {
          const values = new array(new ArrayBuffer(length * bytesPerRow)) as Int16Array
          values.set(words.subarray(0, length))
          return { type, length, nullCount: 0, values }
        },
      }
    }
    default:
      return undefined
  }
}

const BOOLEANS: WordLayout = {
  toWords: ({ values, length }) => Int32Array.from({ length }, (_, row) => Number(getBit(values as Uint8Array, row))),
  toColumn: (words, length) => {
    const bits = new Uint8Array(bitmapBytes(length))
    for (let row = 0; row < length; row++) if (words[row] === 1) setBit(bits, row)
    return { type: { kind: 'boolean' }, length, nullCount: 0, values: bits }
  },
}
