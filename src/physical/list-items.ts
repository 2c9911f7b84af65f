/** Walks the items of lists that stand beside each other, row after row, some at a time. */
import type { Column } from '../columnar/column.ts'
import { isValid } from '../columnar/is-valid.ts'
import { NO_ROW, takeColumnOrNull } from '../columnar/take-column-or-null.ts'

/** The next item to come: number `item` of row `row`. */
export interface ItemCursor {
  row: number
  item: number
}

export interface Items {
  /** The row, and the number from 0, of each item. */
  readonly rows: Uint32Array
  readonly numbers: Uint32Array
}

// `!` below: a list column has offsets for each of its rows, and one child; items have a row and a number each.

/** Up to `capacity` items. A row has as many as its longest list. */
export function nextItems(
  lists: readonly Column[],
  cursor: ItemCursor,
  limits: { readonly numRows: number; readonly capacity: number },
): Items {
  const rows = new Uint32Array(limits.capacity)
  const numbers = new Uint32Array(limits.capacity)
  let count = 0
  while (cursor.row < limits.numRows && count < limits.capacity) {
    let longest = 0
    for (const list of lists) longest = Math.max(longest, listLength(list, cursor.row))
    const end = Math.min(longest, cursor.item + limits.capacity - count)
    for (let item = cursor.item; item < end; item++) {
      rows[count] = cursor.row
      numbers[count++] = item
    }
    cursor.item = end
    if (end < longest) break
    cursor.row++
    cursor.item = 0
  }
  return { rows: rows.subarray(0, count), numbers: numbers.subarray(0, count) }
}

/** NULL where a list is shorter than its neighbours. */
export function takeItems(list: Column, { rows, numbers }: Items): Column {
  if (list.type.kind !== 'list') return { type: { kind: 'null' }, length: rows.length, nullCount: rows.length, values: new Uint8Array(0) }
  const places = new Uint32Array(rows.length)
  for (let i = 0; i < places.length; i++) {
    const row = rows[i]!
    places[i] = numbers[i]! < listLength(list, row) ? list.offsets![row]! + numbers[i]! : NO_ROW
  }
  return takeColumnOrNull(list.children![0]!, places)
}

function listLength(list: Column, row: number): number {
  return list.type.kind === 'list' && isValid(list, row) ? list.offsets![row + 1]! - list.offsets![row]! : 0
}
