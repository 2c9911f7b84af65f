/** CAST(… AS VARCHAR): any column as text; dictionaries are decoded by copying bytes. */
import { DictionaryBuilder } from '../columnar/builders/dictionary-builder.ts'
import { Utf8Builder } from '../columnar/builders/utf8-builder.ts'
import type { Column } from '../columnar/column.ts'
import type { DataType } from '../columnar/data-type.ts'
import { isValid } from '../columnar/is-valid.ts'
import { takeColumn } from '../columnar/take-column.ts'
import { textRows } from './text-rows.ts'
import { valueText } from './value-text.ts'

export function castToText(column: Column, to: DataType): Column {
  if (to.kind === 'dictionary') return encode(castToText(column, { kind: 'utf8' }))
  if (column.type.kind === 'utf8') return column
  if (column.type.kind === 'dictionary') return decodeDictionary(column)
  const builder = new Utf8Builder()
  for (let row = 0; row < column.length; row++) {
    const text = valueText(column, row)
    if (text === undefined) builder.appendNull()
    else builder.appendText(text)
  }
  return builder.finish()
}

function encode(column: Column): Column {
  const builder = new DictionaryBuilder()
  const { bytes, offsets } = textRows(column)
  for (let row = 0; row < column.length; row++) {
    if (isValid(column, row))
      builder.appendBytes(bytes, offsets[row]!, offsets[row + 1]!) // an entry more than rows
    else builder.appendNull()
  }
  return builder.finish()
}

/** The text of each row; NULLs become empty text under a NULL. */
export function decodeDictionary(column: Column): Column {
  const dictionary = column.dictionary! // of a dictionary column
  const codes = column.values as Int32Array
  if (dictionary.size === 0) {
    const { dictionary: _, ...rest } = column
    return { ...rest, type: { kind: 'utf8' }, values: new Uint8Array(0), offsets: new Int32Array(column.length + 1) }
  }
  const rows = new Uint32Array(codes.buffer, codes.byteOffset, column.length)
  const text = takeColumn(dictionary.values(), rows)
  return column.validity ? { ...text, nullCount: column.nullCount, validity: column.validity } : text
}
