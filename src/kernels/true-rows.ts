/** The rows where a boolean column is TRUE, in order; 'all' when it is TRUE everywhere. */

import { countBits } from '../columnar/bitmap.ts'
import type { Column } from '../columnar/column.ts'
import { andBits } from './bitmap.ts'

export function trueRows(column: Column): Uint32Array | 'all' {
  return column.type.kind === 'null' ? new Uint32Array(0) : setRows(trueBits(column), column.length)
}

export function countTrueRows(column: Column): number {
  return column.type.kind === 'null' ? 0 : countBits(trueBits(column), column.length)
}

function trueBits(column: Column): Uint8Array {
  const values = column.values as Uint8Array // of a boolean column
  return column.validity ? andBits(values, column.validity, column.length) : values
}

/** The numbers of the bits that are set; 'all' when all are. */
export function setRows(bits: Uint8Array, length: number): Uint32Array | 'all' {
  const count = countBits(bits, length)
  if (count === length) return 'all'
  return rowsOfBits(bits, count)
}

/** The numbers of the first `count` bits that are set; there are so many. */
export function rowsOfBits(bits: Uint8Array, count: number): Uint32Array {
  const rows = new Uint32Array(count)
  let at = 0
  for (let k = 0; at < count; k++) {
    let rest = bits[k]! // k is within the bits
    const base = k << 3
    while (rest !== 0 && at < count) {
      rows[at++] = base + 31 - Math.clz32(rest & -rest)
      rest &= rest - 1
    }
  }
  return rows
}
