/** Makes columns of what the Parquet library read of one column: an array of stored values, typed where it could. */
import { createBuilder } from '../../columnar/builders/create-builder.ts'
import { DictionaryBuilder } from '../../columnar/builders/dictionary-builder.ts'
import { Int64Builder } from '../../columnar/builders/int64-builder.ts'
import { NumberBuilder } from '../../columnar/builders/number-builder.ts'
import { Utf8Builder } from '../../columnar/builders/utf8-builder.ts'
import type { Column } from '../../columnar/column.ts'
import { fixedWidth } from '../../columnar/fixed-width.ts'
import { validUtf8 } from '../text/columns/valid-utf8.ts'
import type { ParquetColumn } from './parquet-columns.ts'
import { readValue } from './read-value.ts'

export type StoredValues = ArrayLike<unknown>

export class ColumnMaker {
  readonly column: ParquetColumn
  private readonly warn: () => void
  private readonly dictionary: DictionaryBuilder | undefined
  /** The library hands over the same object for the same entry of a dictionary. */
  private readonly codes = new Map<unknown, number>()

  constructor(column: ParquetColumn, warn: () => void) {
    this.column = column
    this.warn = warn
    this.dictionary = column.field.type.kind === 'dictionary' ? new DictionaryBuilder() : undefined
  }

  /** Entries of a dictionary belong to one row group. */
  startRowGroup(): void {
    this.codes.clear()
  }

  make(values: StoredValues, from: number, to: number): Column {
    const { node, field } = this.column
    if (node.kind === 'leaf' && node.leaf === 'unsigned' && field.type.kind === 'uint32') return makeUint32(values, { from, to })
    if (node.kind === 'leaf' && node.leaf === 'value') {
      const ready = viewOf(field.type, values, from, to)
      if (ready !== undefined) return ready
      if (this.dictionary !== undefined) return this.makeDictionary(this.dictionary, values, { from, to })
      if (field.type.kind === 'utf8') return validUtf8(makeText(values, from, to), this.warn)
      if (field.type.kind === 'int64') return makeInt64(values, { from, to })
      if (isSmallNumber(field.type.kind)) return makeNumbers(new NumberBuilder(field.type), values, { from, to })
    }
    return this.makeSlowly(values, from, to)
  }

  private makeDictionary(builder: DictionaryBuilder, values: StoredValues, { from, to }: Range): Column {
    let last: unknown
    let lastCode = 0
    for (let i = from; i < to; i++) {
      const bytes = values[i]
      if (bytes instanceof Uint8Array) {
        if (bytes !== last) {
          lastCode = this.codes.get(bytes) ?? this.encode(builder, bytes)
          last = bytes
        }
        builder.appendCode(lastCode)
      } else builder.appendNull()
    }
    return builder.finish()
  }

  private encode(builder: DictionaryBuilder, bytes: Uint8Array): number {
    const text = new Utf8Builder()
    text.appendBytes(bytes, 0, bytes.length)
    // A column of one row: its values are the bytes of the text.
    const valid = validUtf8(text.finish(), this.warn)
    const code = builder.dictionary.encode(valid.values as Uint8Array, 0, valid.offsets?.[1] ?? 0)
    this.codes.set(bytes, code)
    return code
  }

  private makeSlowly(values: StoredValues, from: number, to: number): Column {
    const builder = createBuilder(this.column.field.type)
    for (let i = from; i < to; i++) builder.append(readValue(this.column.node, values[i]))
    return builder.finish()
  }
}

interface Range {
  readonly from: number
  readonly to: number
}

/** Where the library's array is laid out as the column is. */
function viewOf(type: Column['type'], values: StoredValues, from: number, to: number): Column | undefined {
  const layout = fixedWidth(type)
  if (layout === undefined || !(values instanceof layout.array) || type.kind === 'dictionary') return undefined
  return { type, length: to - from, nullCount: 0, values: values.subarray(from, to) }
}

function isSmallNumber(kind: Column['type']['kind']): boolean {
  return kind === 'date' || kind === 'float32' || kind === 'float64' || kind === 'int8' || kind === 'int16' || kind === 'int32'
}

function makeNumbers(builder: NumberBuilder, values: StoredValues, { from, to }: Range): Column {
  for (let i = from; i < to; i++) {
    const value = values[i]
    if (typeof value === 'number') builder.appendNumber(value)
    else builder.appendNull()
  }
  return builder.finish()
}

/** Stored as INT32, so the upper half is negative. */
function makeUint32(values: StoredValues, { from, to }: Range): Column {
  const type = { kind: 'uint32' } as const
  if (values instanceof Int32Array) {
    const view = new Uint32Array(values.buffer, values.byteOffset + from * values.BYTES_PER_ELEMENT, to - from)
    return { type, length: to - from, nullCount: 0, values: view }
  }
  const builder = new NumberBuilder(type)
  for (let i = from; i < to; i++) {
    const value = values[i]
    if (typeof value === 'number') builder.appendNumber(value >>> 0)
    else builder.appendNull()
  }
  return builder.finish()
}

function makeInt64(values: StoredValues, { from, to }: Range): Column {
  const builder = new Int64Builder({ kind: 'int64', declared: true })
  for (let i = from; i < to; i++) {
    const value = values[i]
    if (typeof value === 'bigint') builder.append(value)
    else builder.appendNull()
  }
  return builder.finish()
}

function makeText(values: StoredValues, from: number, to: number): Column {
  const builder = new Utf8Builder()
  for (let i = from; i < to; i++) {
    const bytes = values[i]
    if (bytes instanceof Uint8Array) builder.appendBytes(bytes, 0, bytes.length)
    else builder.appendNull()
  }
  return builder.finish()
}
