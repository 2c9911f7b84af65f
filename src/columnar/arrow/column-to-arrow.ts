/** A column as Arrow data over the same buffers. Only narrow decimals are copied (to 128 bits). */
import { type DataType as ArrowType, type Data, makeData, Utf8, Vector } from 'apache-arrow'
import { bitmapBytes } from '../bitmap.ts'
import type { Column } from '../column.ts'
import { isWideDecimal } from '../decimal-words.ts'
import { fixedWidth } from '../fixed-width.ts'

// One vector a snapshot, so that batches with the same entries share one and writers see that nothing is new.
const dictionaryVectors = new WeakMap<Column, Vector>()

// `!` and casts below: Column promises the buffers of its type, and `arrowType` was made from that type.

export function columnToArrow(column: Column, arrowType: ArrowType): Data {
  const { type, length, nullCount, validity, offsets, children } = column
  const nullBitmap = validity === undefined ? null : validity.subarray(0, bitmapBytes(length))
  const base = { type: arrowType, length, nullCount, nullBitmap }
  switch (type.kind) {
    case 'null':
      return makeData({ type: arrowType, length })
    case 'boolean':
      return make({ ...base, data: (column.values as Uint8Array).subarray(0, bitmapBytes(length)) })
    case 'utf8':
    case 'binary':
      return make({ ...base, valueOffsets: offsets!.subarray(0, length + 1), data: column.values })
    case 'dictionary':
      return make({ ...base, data: fixedValues(column), dictionary: dictionaryVector(column.dictionary!.values()) })
    case 'list': {
      const child = columnToArrow(children![0]!, arrowType.children[0]!.type)
      return make({ ...base, valueOffsets: offsets!.subarray(0, length + 1), child })
    }
    case 'struct':
      return make({ ...base, children: children!.map((child, i) => columnToArrow(child, arrowType.children[i]!.type)) })
    case 'decimal':
      if (isWideDecimal(type)) return make({ ...base, data: wideDecimals(column) })
      return make({ ...base, data: widenDecimals(column.values as BigInt64Array, length) })
    default:
      return make({ ...base, data: fixedValues(column) })
  }
}

/** makeData's overloads choose by the type's class, which is known only at run time here. */
function make(props: { readonly type: ArrowType; readonly [buffer: string]: unknown }): Data {
  return makeData(props)
}

function fixedValues(column: Column): ArrayBufferView {
  const { array, bytesPerRow } = fixedWidth(column.type)!
  const { buffer, byteOffset } = column.values
  return new array(buffer, byteOffset, (column.length * bytesPerRow) / array.prototype.BYTES_PER_ELEMENT)
}

function dictionaryVector(values: Column): Vector {
  const known = dictionaryVectors.get(values)
  if (known !== undefined) return known
  const vector = new Vector([columnToArrow(values, new Utf8())])
  dictionaryVectors.set(values, vector)
  return vector
}

function wideDecimals({ values, length }: Column): Uint32Array {
  return new Uint32Array(values.buffer, values.byteOffset, length * 4)
}

/** 64-bit unscaled integers as Arrow's four little-endian words. */
function widenDecimals(values: BigInt64Array, length: number): Uint32Array {
  const narrow = new Int32Array(values.buffer, values.byteOffset, length * 2)
  const words = new Uint32Array(length * 4)
  for (let row = 0; row < length; row++) {
    const high = narrow[row * 2 + 1]!
    words[row * 4] = narrow[row * 2]!
    words[row * 4 + 1] = high
    words[row * 4 + 2] = high >> 31
    words[row * 4 + 3] = high >> 31
  }
  return words
}
