/** Sorts rows by comparing them: runs first, which are then merged, with turns for other work in between. For keys that have no words. */
import type { Column } from '../../columnar/column.ts'
import { rowComparator } from '../../kernels/compare-rows.ts'
import type { SortDirection } from '../../kernels/sort-direction.ts'
import type { TaskContext } from '../physical-operator.ts'

const RUN_ROWS = 1 << 14

/** Rows merged before the next look at the clock. */
const MERGE_ROWS = 1 << 14

/** `rows` in their order at the beginning, which equal ones keep; sorted in place. */
export async function sortByComparing(
  rows: Uint32Array,
  by: { readonly columns: readonly Column[]; readonly directions: readonly SortDirection[] },
  context: Pick<TaskContext, 'breathe'>,
): Promise<void> {
  const compare = rowComparator(by.columns, by.directions)
  const { length } = rows
  for (let start = 0; start < length; start += RUN_ROWS) {
    rows.subarray(start, start + RUN_ROWS).sort(compare) // stable
    await context.breathe()
  }
  let from = rows
  let to: Uint32Array = new Uint32Array(length)
  for (let width = RUN_ROWS; width < length; width *= 2) {
    for (let start = 0; start < length; start += 2 * width) {
      const merge = new Merge(from, to, { start, middle: Math.min(length, start + width), end: Math.min(length, start + 2 * width) })
      while (!merge.advance(MERGE_ROWS, compare)) await context.breathe()
    }
    ;[from, to] = [to, from]
  }
  if (from !== rows) rows.set(from)
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
