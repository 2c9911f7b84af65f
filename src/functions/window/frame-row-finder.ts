/** Finds the n-th row of frames, from their first or their last row, over all rows or over those that are not NULL. */
import type { Column } from '../../columnar/column.ts'
import { isValid } from '../../columnar/is-valid.ts'
import { NO_ROW } from '../../columnar/take-column-or-null.ts'
import { frameParts } from './frame-parts.ts'
import type { WindowRows } from './window-rows.ts'

// `!` below: rows are below numRows, and `before` has one entry more.

export class FrameRowFinder {
  readonly #window: WindowRows
  /** The rows that count, ascending, and how many of them stand before each row; absent: all rows count. */
  readonly #valid: { readonly rows: Uint32Array; readonly before: Uint32Array } | undefined

  constructor(window: WindowRows, values: Column) {
    this.#window = window
    this.#valid = window.nulls === 'ignore' && values.nullCount > 0 ? validRows(values) : undefined
  }

  /** `n` counts from 1; NO_ROW where the frame has fewer rows. */
  fromFirst(row: number, n: number): number {
    const parts = frameParts(this.#window.frames, row)
    let left = n
    for (let i = 0; i < parts.length; i += 2) {
      const count = this.#count(parts[i]!, parts[i + 1]!)
      if (left <= count) return this.#nth(parts[i]!, left - 1)
      left -= count
    }
    return NO_ROW
  }

  last(row: number): number {
    const parts = frameParts(this.#window.frames, row)
    for (let i = parts.length - 2; i >= 0; i -= 2) {
      const count = this.#count(parts[i]!, parts[i + 1]!)
      if (count > 0) return this.#nth(parts[i]!, count - 1)
    }
    return NO_ROW
  }

  #count(start: number, end: number): number {
    return this.#valid ? this.#valid.before[end]! - this.#valid.before[start]! : end - start
  }

  #nth(start: number, n: number): number {
    return this.#valid ? this.#valid.rows[this.#valid.before[start]! + n]! : start + n
  }
}

export function validRows(values: Column): { readonly rows: Uint32Array; readonly before: Uint32Array } {
  const rows = new Uint32Array(values.length - values.nullCount)
  const before = new Uint32Array(values.length + 1)
  let count = 0
  for (let row = 0; row < values.length; row++) {
    before[row] = count
    if (isValid(values, row)) rows[count++] = row
  }
  before[values.length] = count
  return { rows, before }
}
