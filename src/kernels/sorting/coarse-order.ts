/** The first key of a sort as one word a row, so that most rows can be refused without comparing keys. */
import { getBit } from '../../columnar/bitmap.ts'
import type { Column } from '../../columnar/column.ts'
import type { SortDirection } from '../sort-direction.ts'
import { orderWords } from './order-words.ts'

/** Never greater for a row that comes earlier. */
export function coarseOrder(column: Column, { descending, nullsFirst }: SortDirection): Uint32Array {
  const words = orderWords(column)?.high ?? new Uint32Array(column.length)
  if (descending) for (let i = 0; i < words.length; i++) words[i] = ~words[i]! // i < length
  const { validity } = column
  if (validity !== undefined) for (let i = 0; i < words.length; i++) if (!getBit(validity, i)) words[i] = nullsFirst ? 0 : 0xffffffff
  return words
}

/** The rows whose word is at most `limit`, in their order. */
export function rowsUpTo(column: Column, direction: SortDirection, limit: number): Uint32Array {
  const { values, validity, length, type } = column
  // As they are, without words.
  if ((type.kind === 'int32' || type.kind === 'date') && values instanceof Int32Array && validity === undefined) {
    return direction.descending ? valuesFrom(values, length, ~(limit ^ SIGN)) : valuesUpTo(values, length, limit ^ SIGN)
  }
  return valuesUpTo(coarseOrder(column, direction), length, limit)
}

const SIGN = 0x80000000

function valuesUpTo(values: Int32Array | Uint32Array, length: number, limit: number): Uint32Array {
  let count = 0
  for (let row = 0; row < length; row++) count += +(values[row]! <= limit) // row < length, here and below
  const rows = new Uint32Array(count)
  for (let row = 0, at = 0; at < count; row++) if (values[row]! <= limit) rows[at++] = row
  return rows
}

function valuesFrom(values: Int32Array, length: number, limit: number): Uint32Array {
  let count = 0
  for (let row = 0; row < length; row++) count += +(values[row]! >= limit)
  const rows = new Uint32Array(count)
  for (let row = 0, at = 0; at < count; row++) if (values[row]! >= limit) rows[at++] = row
  return rows
}
