/** Builds dictionary columns. The dictionary outlives `finish`, so that the codes of all batches compare. */
import type { Column } from '../column.ts'
import { createDictionary } from '../create-dictionary.ts'
import type { Dictionary } from '../dictionary.ts'
import { grow, nextCapacity, trim } from '../grow.ts'
import type { Scalar } from '../scalar.ts'
import { encodeUtf8 } from '../utf8.ts'
import type { ColumnBuilder } from './column-builder.ts'
import { ValidityBuilder } from './validity-builder.ts'
import { wrongValue } from './wrong-value.ts'

export class DictionaryBuilder implements ColumnBuilder {
  readonly type = { kind: 'dictionary' } as const
  readonly dictionary: Dictionary
  length = 0
  private codes = new Int32Array(0)
  private readonly nulls = new ValidityBuilder()

  constructor(dictionary: Dictionary = createDictionary()) {
    this.dictionary = dictionary
  }

  /** The bytes must be UTF-8: they are not checked. */
  appendBytes(bytes: Uint8Array, start: number, end: number): void {
    this.appendCode(this.dictionary.encode(bytes, start, end))
  }

  /** A code of this builder's dictionary. */
  appendCode(code: number): void {
    const row = this.length
    if (row === this.codes.length) this.codes = grow(this.codes, row + 1)
    this.codes[row] = code
    this.length = row + 1
  }

  /** Codes of this builder's dictionary. */
  appendCodes(codes: Int32Array): void {
    const end = this.length + codes.length
    if (end > this.codes.length) this.codes = grow(this.codes, end)
    this.codes.set(codes, this.length)
    this.length = end
  }

  appendText(text: string): void {
    const known = this.dictionary.find(text)
    if (known >= 0) this.appendCode(known)
    else {
      const bytes = encodeUtf8(text)
      this.appendBytes(bytes, 0, bytes.length)
    }
  }

  appendNull(): void {
    this.nulls.appendNull(this.length)
    this.appendCode(0)
  }

  append(value: Scalar): void {
    if (value === null) this.appendNull()
    else if (typeof value === 'string') this.appendText(value)
    else throw wrongValue(value, this.type)
  }

  finish(): Column {
    const { type, length, dictionary } = this
    const values = trim(this.codes, length)
    this.codes = new Int32Array(nextCapacity(length))
    this.length = 0
    return { type, length, ...this.nulls.finish(length), values, dictionary }
  }
}
