/** Parts of ASCII texts, where a character is a byte: copied without making strings. */
import type { Column } from '../columnar/column.ts'
import { textRows } from './text-rows.ts'

// `!` below: text columns have an offset more than rows, and the bounds are clipped to the row.

/** Whether every byte of the column's texts is a character of its own. */
export function isAscii(column: Column): boolean {
  const { bytes, offsets } = textRows(column)
  const end = offsets[column.length]!
  let seen = 0
  for (let i = offsets[0]!; i < end; i++) seen |= bytes[i]!
  return seen < 128
}

/** Row i keeps characters first[i] up to before last[i], counted from 0 and clipped. For utf8 columns that are ASCII. */
export function asciiSlice(column: Column, first: Float64Array, last: Float64Array): Column {
  const { bytes, offsets } = textRows(column)
  const { length } = column
  const out = new Uint8Array(offsets[length]! - offsets[0]!)
  const ends = new Int32Array(length + 1)
  let at = 0
  for (let row = 0; row < length; row++) {
    const start = offsets[row]!
    const size = offsets[row + 1]! - start
    const from = Math.max(0, first[row]!)
    const to = Math.min(size, last[row]!)
    for (let i = from; i < to; i++) out[at++] = bytes[start + i]!
    ends[row + 1] = at
  }
  return { ...column, type: { kind: 'utf8' }, values: out.subarray(0, at), offsets: ends }
}
