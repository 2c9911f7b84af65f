/** Sorts rows without keeping the thread: runs first, which are then merged, with turns for other work in between. */
import type { Column } from '../columnar/column.ts'
import { sliceColumn } from '../columnar/slice-column.ts'
import { rowComparator } from '../kernels/compare-rows.ts'
import type { SortDirection } from '../kernels/sort-direction.ts'
import { sortRows } from '../kernels/sort-rows.ts'
import type { TaskContext } from './physical-operator.ts'

/** A run sorts in some 5 to 15 ms. */
const RUN_ROWS = 1 << 16

/** Rows merged before the next look at the clock. */
const MERGE_ROWS = 1 << 15

export async function sortCooperatively(
  columns: readonly Column[],
  directions: readonly SortDirection[],
  context: Pick<TaskContext, 'breathe'>,
): Promise<Uint32Array> {
  const length = columns[0]?.length ?? 0
  if (length <= RUN_ROWS) return sortRows(columns, directions)
  let order: Uint32Array = new Uint32Array(length)
  for (let start = 0; start < length; start += RUN_ROWS) {
    const end = Math.min(length, start + RUN_ROWS)
    const run = columns.map(column => sliceColumn(column, start, end))
    writeRun(sortRows(run, directions), order, start)
    await context.breathe()
  }
  let spare: Uint32Array = new Uint32Array(length)
  const compare = rowComparator(columns, directions)
  for (let width = RUN_ROWS; width < length; width *= 2) {
    for (let start = 0; start < length; start += 2 * width) {
      const merge = new Merge(order, spare, { start, middle: Math.min(length, start + width), end: Math.min(length, start + 2 * width) })
      while (!merge.advance(MERGE_ROWS, compare)) await context.breathe()
    }
    ;[order, spare] = [spare, order]
  }
  return order
}

function writeRun(rows: Uint32Array, order: Uint32Array, start: number): void {
  for (let i = 0; i < rows.length; i++) order[start + i] = rows[i]! + start // i < length
}

/** Merges from[start..middle) with from[middle..end) into the same places of `to`, a part at a time. */
class Merge {
  readonly #from: Uint32Array
  readonly #to: Uint32Array
  readonly #range: { readonly start: number; readonly middle: number; readonly end: number }
  #left: number
  #right: number

  constructor(from: Uint32Array, to: Uint32Array, range: { readonly start: number; readonly middle: number; readonly end: number }) {
    this.#from = from
    this.#to = to
    this.#range = range
    this.#left = range.start
    this.#right = range.middle
  }

  /** True when it is done. */
  advance(rows: number, compare: (a: number, b: number) => number): boolean {
    const from = this.#from
    const to = this.#to
    const { start, middle, end } = this.#range
    let left = this.#left
    let right = this.#right
    let at = start + (left - start) + (right - middle)
    const stop = Math.min(end, at + rows)
    // All of left, right and at stay within [start, end).
    while (at < stop) {
      const takeLeft = right >= end || (left < middle && compare(from[left]!, from[right]!) <= 0)
      to[at++] = takeLeft ? from[left++]! : from[right++]!
    }
    this.#left = left
    this.#right = right
    return at >= end
  }
}
