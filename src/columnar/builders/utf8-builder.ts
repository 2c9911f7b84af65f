/** Builds utf8 columns, and the bytes and offsets of binary ones. */
import type { Column } from '../column.ts'
import type { DataType } from '../data-type.ts'
import { grow, nextCapacity, trim } from '../grow.ts'
import type { Scalar } from '../scalar.ts'
import { writeUtf8 } from '../utf8.ts'
import type { ColumnBuilder } from './column-builder.ts'
import { ValidityBuilder } from './validity-builder.ts'
import { wrongValue } from './wrong-value.ts'

export class Utf8Builder implements ColumnBuilder {
  readonly type: DataType = { kind: 'utf8' }
  length = 0
  private bytes = new Uint8Array(0)
  private used = 0
  private offsets = new Int32Array(1)
  private readonly nulls = new ValidityBuilder()

  /** The bytes must be UTF-8: they are not checked. */
  appendBytes(source: Uint8Array, start: number, end: number): void {
    const length = end - start
    const at = this.used
    if (at + length > this.bytes.length) this.bytes = grow(this.bytes, at + length)
    // A call of `set` costs more than copying a few bytes.
    if (length < 16) {
      const bytes = this.bytes
      for (let i = 0; i < length; i++) bytes[at + i] = source[start + i]! // start and end lie within the source
    } else {
      this.bytes.set(source.subarray(start, end), at)
    }
    this.used = at + length
    this.endRow()
  }

  /** Texts that lie one behind the other, by their ends; `nulls`: which of them are NULL, ascending. The bytes must be UTF-8: they are not checked. */
  appendTexts(source: Uint8Array, ends: Int32Array, nulls: Int32Array): void {
    const { length, used } = this
    const last = length + ends.length
    this.nulls.appendNulls(nulls, length)
    if (used + source.length > this.bytes.length) this.bytes = grow(this.bytes, used + source.length)
    if (last >= this.offsets.length) this.offsets = grow(this.offsets, last + 1)
    this.bytes.set(source, used)
    const { offsets } = this
    for (let i = 0; i < ends.length; i++) offsets[length + 1 + i] = used + ends[i]! // i < length
    this.used = used + source.length
    this.length = last
  }

  appendText(text: string): void {
    const most = this.used + text.length * 3
    if (most > this.bytes.length) this.bytes = grow(this.bytes, most)
    this.used = writeUtf8(text, this.bytes, this.used)
    this.endRow()
  }

  appendNull(): void {
    this.nulls.appendNull(this.length)
    this.endRow()
  }

  append(value: Scalar): void {
    if (value === null) this.appendNull()
    else if (typeof value === 'string') this.appendText(value)
    else throw wrongValue(value, this.type)
  }

  finish(): Column {
    const { type, length, used } = this
    const offsets = trim(this.offsets, length + 1)
    const values = trim(this.bytes, used)
    this.offsets = new Int32Array(nextCapacity(length) + 1)
    this.bytes = new Uint8Array(nextCapacity(used))
    this.length = 0
    this.used = 0
    return { type, length, ...this.nulls.finish(length), values, offsets }
  }

  private endRow(): void {
    const next = this.length + 1
    if (next === this.offsets.length) this.offsets = grow(this.offsets, next + 1)
    this.offsets[next] = this.used
    this.length = next
  }
}
