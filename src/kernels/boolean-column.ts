/** Boolean results of kernels: bits with the validity of what they came from. */
import { bitmapBytes, countBits } from '../columnar/bitmap.ts'
import type { Column } from '../columnar/column.ts'
import { andBits } from './bitmap.ts'

export function booleanColumn(bits: Uint8Array, length: number, validity?: Uint8Array): Column {
  const base = { type: { kind: 'boolean' }, length, values: bits } as const
  if (!validity) return { ...base, nullCount: 0 }
  const nullCount = length - countBits(validity, length)
  return nullCount === 0 ? { ...base, nullCount } : { ...base, nullCount, validity }
}

/** The rows that are valid in all columns; undefined: all rows. A `null` column has none. */
export function commonValidity(columns: readonly Column[], length: number): Uint8Array | undefined {
  let common: Uint8Array | undefined
  for (const column of columns) {
    const own = column.type.kind === 'null' ? new Uint8Array(bitmapBytes(length)) : column.validity
    if (own) common = common ? andBits(common, own, length) : own
  }
  return common
}

/** The column with the NULLs of `validity` instead of its own. */
export function withValidity(column: Column, validity: Uint8Array | undefined): Column {
  const { validity: _, ...rest } = column
  if (!validity) return { ...rest, nullCount: 0 }
  const nullCount = column.length - countBits(validity, column.length)
  return nullCount === 0 ? { ...rest, nullCount } : { ...rest, nullCount, validity }
}
