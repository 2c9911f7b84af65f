/** How two values of one type compare: NaN is greatest and equal to itself, text goes by bytes, lists item by item. */
import { getBit } from '../columnar/bitmap.ts'
import type { Column } from '../columnar/column.ts'
import { isWideDecimal } from '../columnar/decimal-words.ts'
import { intervalAt, intervalMicroseconds } from '../columnar/interval-value.ts'
import { isValid } from '../columnar/is-valid.ts'
import { compareBytes } from './compare-bytes.ts'

export type ValueComparator = (leftRow: number, rightRow: number) => number

// `!` and casts below: Column promises the buffers of its type, and callers pass rows of the columns.

/** Rows of `left` with rows of `right`, of one type; neither row may be NULL. */
export function valueComparator(left: Column, right: Column): ValueComparator {
  switch (left.type.kind) {
    case 'null':
      return () => 0
    case 'boolean': {
      const a = left.values as Uint8Array
      const b = right.values as Uint8Array
      return (i, j) => Number(getBit(a, i)) - Number(getBit(b, j))
    }
    case 'utf8':
    case 'binary':
      return textComparator(left, right)
    case 'dictionary':
      return dictionaryComparator(left, right)
    case 'int64':
    case 'timestamp':
    case 'time':
      return wordsComparator(left, right, word => word)
    case 'decimal':
      return isWideDecimal(left.type) ? wideComparator(left, right) : wordsComparator(left, right, word => word)
    case 'uint64':
      return wordsComparator(left, right, word => word >>> 0)
    case 'interval':
      return intervalComparator(left, right)
    case 'list':
      return listComparator(left, right)
    case 'struct':
      return structComparator(left, right)
    default:
      return numberComparator(left, right)
  }
}

/** NULL equals NULL and is greater than everything, as inside lists and structs. */
export function nullableComparator(left: Column, right: Column): ValueComparator {
  const compare = valueComparator(left, right)
  return (i, j) => {
    const leftValid = isValid(left, i)
    const rightValid = isValid(right, j)
    if (leftValid && rightValid) return compare(i, j)
    return Number(rightValid) - Number(leftValid)
  }
}

function numberComparator(left: Column, right: Column): ValueComparator {
  const a = left.values as Float64Array
  const b = right.values as Float64Array
  return (i, j) => {
    const x = a[i]!
    const y = b[j]!
    if (x < y) return -1
    if (x > y) return 1
    if (x === y) return 0
    return Number(Number.isNaN(x)) - Number(Number.isNaN(y)) // at least one is NaN
  }
}

function words({ values, length }: Column, perRow: number): Int32Array {
  return new Int32Array(values.buffer, values.byteOffset, length * perRow)
}

/** 64-bit integers as two words each: comparing BigInts would make objects. */
function wordsComparator(left: Column, right: Column, high: (word: number) => number): ValueComparator {
  const a = words(left, 2)
  const b = words(right, 2)
  return (i, j) => high(a[i * 2 + 1]!) - high(b[j * 2 + 1]!) || (a[i * 2]! >>> 0) - (b[j * 2]! >>> 0)
}

/** 128-bit integers as four words each, the highest with the sign. */
function wideComparator(left: Column, right: Column): ValueComparator {
  const a = words(left, 4)
  const b = words(right, 4)
  return (i, j) =>
    a[i * 4 + 3]! - b[j * 4 + 3]! ||
    (a[i * 4 + 2]! >>> 0) - (b[j * 4 + 2]! >>> 0) ||
    (a[i * 4 + 1]! >>> 0) - (b[j * 4 + 1]! >>> 0) ||
    (a[i * 4]! >>> 0) - (b[j * 4]! >>> 0)
}

/** As PostgreSQL: a month counts 30 days, a day 24 hours. */
function intervalComparator(left: Column, right: Column): ValueComparator {
  const a = words(left, 4)
  const b = words(right, 4)
  return (i, j) => {
    const x = intervalMicroseconds(intervalAt(a, i))
    const y = intervalMicroseconds(intervalAt(b, j))
    return x < y ? -1 : Number(x > y)
  }
}

function textComparator(left: Column, right: Column): ValueComparator {
  const a = left.values as Uint8Array
  const b = right.values as Uint8Array
  const aOffsets = left.offsets!
  const bOffsets = right.offsets!
  return (i, j) => compareBytes(a, aOffsets[i]!, aOffsets[i + 1]!, b, bOffsets[j]!, bOffsets[j + 1]!)
}

function dictionaryComparator(left: Column, right: Column): ValueComparator {
  const a = left.values as Int32Array
  const b = right.values as Int32Array
  const compare = textComparator(left.dictionary!.values(), right.dictionary!.values())
  if (left.dictionary === right.dictionary) return (i, j) => (a[i] === b[j] ? 0 : compare(a[i]!, b[j]!))
  return (i, j) => compare(a[i]!, b[j]!)
}

function listComparator(left: Column, right: Column): ValueComparator {
  const compare = nullableComparator(left.children![0]!, right.children![0]!)
  const a = left.offsets!
  const b = right.offsets!
  return (i, j) => {
    const aLength = a[i + 1]! - a[i]!
    const bLength = b[j + 1]! - b[j]!
    for (let item = 0; item < aLength && item < bLength; item++) {
      const order = compare(a[i]! + item, b[j]! + item)
      if (order !== 0) return order
    }
    return aLength - bLength
  }
}

function structComparator(left: Column, right: Column): ValueComparator {
  const fields = left.children!.map((child, f) => nullableComparator(child, right.children![f]!))
  return (i, j) => {
    for (const compare of fields) {
      const order = compare(i, j)
      if (order !== 0) return order
    }
    return 0
  }
}
