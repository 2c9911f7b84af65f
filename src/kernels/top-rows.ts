/** The first rows of the sorted order without sorting the rest: a heap whose root is the worst row kept. */
import type { Column } from '../columnar/column.ts'
import { takeColumn } from '../columnar/take-column.ts'
import { rowComparator } from './compare-rows.ts'
import type { ValueComparator } from './compare-values.ts'
import type { SortDirection } from './sort-direction.ts'
import { sortRows } from './sort-rows.ts'
import { coarseOrder } from './sorting/coarse-order.ts'

/** Exactly sortRows(columns, directions).slice(0, count). */
export function topRows(columns: readonly Column[], directions: readonly SortDirection[], count: number): Uint32Array {
  const first = columns[0]
  const direction = directions[0]
  if (first === undefined || direction === undefined || count <= 0) return new Uint32Array(0)
  if (count * 4 >= first.length) return sortRows(columns, directions).slice(0, count)
  const compare = rowComparator(columns, directions)
  const heap = selectTop(coarseOrder(first, direction), count, (a, b) => compare(a, b) || a - b).sort()
  // Ascending row numbers keep the sort of the few stable.
  const few = columns.map(column => takeColumn(column, heap))
  return sortRows(few, directions).map(i => heap[i]!) // i < heap.length
}

// The heap has `count` rows, all of them with a word.

function selectTop(words: Uint32Array, count: number, compare: ValueComparator): Uint32Array {
  const heap = Uint32Array.from({ length: count }, (_, row) => row)
  for (let i = (count >>> 1) - 1; i >= 0; i--) siftDown(heap, i, compare)
  let worst = words[heap[0]!]!
  for (let row = count; row < words.length; row++) {
    if (words[row]! > worst || compare(row, heap[0]!) > 0) continue
    heap[0] = row
    siftDown(heap, 0, compare)
    worst = words[heap[0]!]!
  }
  return heap
}

function siftDown(heap: Uint32Array, from: number, compare: ValueComparator): void {
  const row = heap[from]!
  let at = from
  for (;;) {
    let child = at * 2 + 1
    if (child >= heap.length) break
    if (child + 1 < heap.length && compare(heap[child + 1]!, heap[child]!) > 0) child++
    if (compare(heap[child]!, row) <= 0) break
    heap[at] = heap[child]!
    at = child
  }
  heap[at] = row
}
