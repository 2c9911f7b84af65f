/** One value of any type as bytes that are equal where the values are: the key of lists, structs and intervals. */

import { getBit } from '../../columnar/bitmap.ts'
import type { Column } from '../../columnar/column.ts'
import { fixedWidth } from '../../columnar/fixed-width.ts'
import { grow } from '../../columnar/grow.ts'
import { isValid } from '../../columnar/is-valid.ts'
import { canonicalFloats } from '../canonical-floats.ts'
import { canonicalIntervals } from '../canonical-intervals.ts'

const NULL_MARK = 0
const VALUE_MARK = 1

// `!` and casts: Column promises the buffers of its type, and rows are rows of it.

export class RowBytes {
  bytes = new Uint8Array(64)
  length = 0

  /** Replaces what was written before. */
  write(column: Column, row: number): void {
    this.length = 0
    this.append(column, row)
  }

  private append(column: Column, row: number): void {
    if (!isValid(column, row)) {
      this.push(Uint8Array.of(NULL_MARK))
      return
    }
    this.push(Uint8Array.of(VALUE_MARK))
    switch (column.type.kind) {
      case 'null':
        return
      case 'boolean':
        this.push(Uint8Array.of(Number(getBit(column.values as Uint8Array, row))))
        return
      case 'utf8':
      case 'binary':
        this.pushSized(column, row)
        return
      case 'dictionary':
        this.pushSized(column.dictionary!.values(), (column.values as Int32Array)[row]!)
        return
      case 'struct':
        for (const child of column.children!) this.append(child, row)
        return
      case 'list':
        this.pushNumber(column.offsets![row + 1]! - column.offsets![row]!)
        for (let item = column.offsets![row]!; item < column.offsets![row + 1]!; item++) this.append(column.children![0]!, item)
        return
      default:
        this.pushFixed(column, row)
    }
  }

  private pushFixed(column: Column, row: number): void {
    const { type, values } = column
    const { bytesPerRow } = fixedWidth(type)!
    if (type.kind === 'float32' || type.kind === 'float64') {
      const one = canonicalFloats((values as Float64Array).subarray(row, row + 1), 1)
      this.push(new Uint8Array(one.buffer))
    } else if (type.kind === 'interval') {
      this.push(new Uint8Array(canonicalIntervals(column, row, row + 1).buffer))
    } else {
      this.push(new Uint8Array(values.buffer, values.byteOffset + row * bytesPerRow, bytesPerRow))
    }
  }

  /** The length goes first, so that neighbours cannot run into each other. */
  private pushSized({ values, offsets }: Column, row: number): void {
    const text = (values as Uint8Array).subarray(offsets![row]!, offsets![row + 1]!)
    this.pushNumber(text.length)
    this.push(text)
  }

  private pushNumber(value: number): void {
    this.push(new Uint8Array(Int32Array.of(value).buffer))
  }

  private push(part: Uint8Array): void {
    const end = this.length + part.length
    if (end > this.bytes.length) this.bytes = grow(this.bytes, end)
    this.bytes.set(part, this.length)
    this.length = end
  }
}
