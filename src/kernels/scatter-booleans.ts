/** Puts booleans of some rows back to their places; all other rows are `elsewhere`. */
import { allOnes, bitmapBytes, clearBit, getBit, setBit } from '../columnar/bitmap.ts'
import type { Column } from '../columnar/column.ts'
import { isValid } from '../columnar/is-valid.ts'
import { booleanColumn } from './boolean-column.ts'

export function scatterBooleans(some: Column, rows: Uint32Array, target: { readonly length: number; readonly elsewhere: boolean }): Column {
  const { length, elsewhere } = target
  const bits = elsewhere ? allOnes(length) : new Uint8Array(bitmapBytes(length))
  const validity = some.nullCount > 0 ? allOnes(length) : undefined
  const values = some.values as Uint8Array // of a boolean column
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]! // i < length
    if (validity && !isValid(some, i)) clearBit(validity, row)
    else if (getBit(values, i)) setBit(bits, row)
    else clearBit(bits, row)
  }
  return booleanColumn(bits, length, validity)
}
