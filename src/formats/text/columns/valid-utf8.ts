/** Makes sure that text columns hold UTF-8: bytes that are none become U+FFFD. */
import { createBuilder } from '../../../columnar/builders/create-builder.ts'
import type { Column } from '../../../columnar/column.ts'
import { isValid } from '../../../columnar/is-valid.ts'
import { isAscii } from '../../../kernels/is-ascii.ts'
import { isUtf8 } from '../is-utf8.ts'
import { replaceInvalidUtf8 } from '../replace-invalid-utf8.ts'

/** Of the column itself and of the items of a list. */
export function validUtf8(column: Column, warn: () => void): Column {
  if (column.type.kind === 'utf8') return validText(column, warn)
  return column.type.kind === 'list' ? { ...column, children: (column.children ?? []).map(child => validUtf8(child, warn)) } : column
}

/** One pass over the bytes of a batch; only a column with bytes above 127 is looked at value by value. */
function validText(column: Column, warn: () => void): Column {
  // A utf8 column's values are its bytes.
  const bytes = column.values as Uint8Array
  const offsets = column.offsets ?? new Int32Array(1)
  const from = offsets[0] ?? 0
  const to = offsets[column.length] ?? 0
  if (isAscii(bytes, from, to)) return column
  if (isUtf8(bytes, from, to) && valuesBeginCharacters(bytes, offsets, column.length)) return column
  warn()
  const builder = createBuilder({ kind: 'utf8' })
  for (let row = 0; row < column.length; row++) {
    if (!isValid(column, row)) {
      builder.appendNull()
      continue
    }
    const text = replaceInvalidUtf8(bytes, offsets[row] ?? 0, offsets[row + 1] ?? 0)
    builder.appendBytes(text, 0, text.length)
  }
  return builder.finish()
}

/** Where the bytes of all rows together are UTF-8, a single value is too unless a character was cut between two. */
function valuesBeginCharacters(bytes: Uint8Array, offsets: Int32Array, length: number): boolean {
  for (let row = 1; row < length; row++) {
    // In range, or undefined at the end of the bytes; a continuation byte is 10xxxxxx.
    if ((bytes[offsets[row]!]! & 0xc0) === 0x80) return false
  }
  return true
}
