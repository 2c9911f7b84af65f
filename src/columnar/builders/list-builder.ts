/** Builds list columns: append a list's items to `child`, then end the list. */
import type { Column } from '../column.ts'
import type { DataType } from '../data-type.ts'
import { grow, nextCapacity, trim } from '../grow.ts'
import type { Scalar } from '../scalar.ts'
import type { ColumnBuilder } from './column-builder.ts'
import { ValidityBuilder } from './validity-builder.ts'
import { wrongValue } from './wrong-value.ts'

export class ListBuilder implements ColumnBuilder {
  readonly type: DataType
  readonly child: ColumnBuilder
  length = 0
  private offsets = new Int32Array(1)
  private readonly nulls = new ValidityBuilder()

  constructor(type: DataType, child: ColumnBuilder) {
    this.type = type
    this.child = child
  }

  /** The items appended to `child` since the last row are one list, perhaps empty. */
  endList(): void {
    const next = this.length + 1
    if (next === this.offsets.length) this.offsets = grow(this.offsets, next + 1)
    this.offsets[next] = this.child.length
    this.length = next
  }

  /** Lists by the ends of their items, which are appended to `child` after this; `nulls`: which of them are NULL, ascending. */
  appendLists(ends: Int32Array, nulls: Int32Array): void {
    const { length } = this
    const last = length + ends.length
    this.nulls.appendNulls(nulls, length)
    if (last >= this.offsets.length) this.offsets = grow(this.offsets, last + 1)
    const { offsets } = this
    const before = this.child.length
    for (let i = 0; i < ends.length; i++) offsets[length + 1 + i] = before + ends[i]! // i < length
    this.length = last
  }

  appendNull(): void {
    this.nulls.appendNull(this.length)
    this.endList()
  }

  append(value: Scalar): void {
    if (value === null) {
      this.appendNull()
      return
    }
    if (!Array.isArray(value)) throw wrongValue(value, this.type)
    for (const item of value) this.child.append(item)
    this.endList()
  }

  finish(): Column {
    const { type, length } = this
    const offsets = trim(this.offsets, length + 1)
    this.offsets = new Int32Array(nextCapacity(length) + 1)
    this.length = 0
    return { type, length, ...this.nulls.finish(length), values: new Uint8Array(0), offsets, children: [this.child.finish()] }
  }
}
