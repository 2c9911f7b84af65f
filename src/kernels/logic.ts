/** Three-valued logic over bits: FALSE decides AND, TRUE decides OR, else NULL wins. */
import { bitmapBytes } from '../columnar/bitmap.ts'
import type { Column } from '../columnar/column.ts'
import { booleanColumn } from './boolean-column.ts'

// `!` below: values and validity have a bit for every row. Casts: boolean columns hold bits. A `null` column counts as boolean NULLs.

export function andColumns(a: Column, b: Column): Column {
  const { length } = a
  const bits = new Uint8Array(bitmapBytes(length))
  const left = bitsOf(a)
  const right = bitsOf(b)
  if (!left.validity && !right.validity) {
    for (let i = 0; i < bits.length; i++) bits[i] = left.values[i]! & right.values[i]!
    return booleanColumn(bits, length)
  }
  const validity = new Uint8Array(bits.length)
  for (let i = 0; i < bits.length; i++) {
    const validA = left.validity ? left.validity[i]! : 255
    const validB = right.validity ? right.validity[i]! : 255
    const isTrue = left.values[i]! & validA & right.values[i]! & validB
    const isFalse = (validA & ~left.values[i]!) | (validB & ~right.values[i]!)
    bits[i] = isTrue
    validity[i] = isTrue | isFalse
  }
  return booleanColumn(bits, length, validity)
}

export function orColumns(a: Column, b: Column): Column {
  const { length } = a
  const bits = new Uint8Array(bitmapBytes(length))
  const left = bitsOf(a)
  const right = bitsOf(b)
  if (!left.validity && !right.validity) {
    for (let i = 0; i < bits.length; i++) bits[i] = left.values[i]! | right.values[i]!
    return booleanColumn(bits, length)
  }
  const validity = new Uint8Array(bits.length)
  for (let i = 0; i < bits.length; i++) {
    const validA = left.validity ? left.validity[i]! : 255
    const validB = right.validity ? right.validity[i]! : 255
    const isTrue = (left.values[i]! & validA) | (right.values[i]! & validB)
    const isFalse = validA & ~left.values[i]! & validB & ~right.values[i]!
    bits[i] = isTrue
    validity[i] = isTrue | isFalse
  }
  return booleanColumn(bits, length, validity)
}

export function notColumn(a: Column): Column {
  const { values, validity } = bitsOf(a)
  const bits = new Uint8Array(bitmapBytes(a.length))
  for (let i = 0; i < bits.length; i++) bits[i] = ~values[i]!
  return booleanColumn(bits, a.length, validity)
}

/** Never NULL. */
export function isNullColumn(a: Column): Column {
  const bits = new Uint8Array(bitmapBytes(a.length))
  if (a.type.kind === 'null') bits.fill(255)
  else if (a.validity) for (let i = 0; i < bits.length; i++) bits[i] = ~a.validity[i]!
  return booleanColumn(bits, a.length)
}

function bitsOf(column: Column): { readonly values: Uint8Array; readonly validity: Uint8Array | undefined } {
  if (column.type.kind !== 'null') return { values: column.values as Uint8Array, validity: column.validity }
  const nothing = new Uint8Array(bitmapBytes(column.length))
  return { values: nothing, validity: nothing }
}
