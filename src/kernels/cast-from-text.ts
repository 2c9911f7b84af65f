/** CAST of text to numbers, booleans and times: strict, blanks around allowed. */
import { createBuilder } from '../columnar/builders/create-builder.ts'
import type { Column } from '../columnar/column.ts'
import type { DataType } from '../columnar/data-type.ts'
import { isValid } from '../columnar/is-valid.ts'
import { decodeUtf8 } from '../columnar/utf8.ts'
import type { Fail } from './failure.ts'
import { parseText } from './parse-text.ts'
import { smallInteger } from './small-integer.ts'
import { textRows } from './text-rows.ts'

export function textToType(column: Column, cast: { readonly to: DataType; readonly fail?: Fail }): Column {
  const { to, fail } = cast
  const builder = createBuilder(to)
  const { bytes, offsets, codes } = textRows(column)
  const quick = smallInteger(to)
  for (let row = 0; row < column.length; row++) {
    if (!isValid(column, row)) {
      builder.appendNull()
      continue
    }
    const entry = codes ? codes[row]! : row // an entry a row; offsets have one more
    const start = offsets[entry]!
    const end = offsets[entry + 1]!
    const integer = quick ? quick(bytes, start, end) : Number.NaN
    if (!Number.isNaN(integer)) {
      builder.append(integer)
      continue
    }
    const value = parseText(decodeUtf8(bytes, start, end), to)
    if (value === undefined && fail) fail(row, `not a value of the type, or out of its range`)
    builder.append(value ?? null)
  }
  return builder.finish()
}
