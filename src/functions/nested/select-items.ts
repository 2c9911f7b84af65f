/** Lists made of items of other lists. */
import type { Column } from '../../columnar/column.ts'
import type { DataType } from '../../columnar/data-type.ts'
import { isValid } from '../../columnar/is-valid.ts'
import { takeColumn } from '../../columnar/take-column.ts'
import { commonValidity, withValidity } from '../../kernels/boolean-column.ts'

// `!` below: list columns have offsets, one more than rows, and one child.

/** New lists of items of the old ones: `select` gives their places in the list, from 0. */
export function selectItems(
  list: Column,
  result: { readonly numRows: number; readonly type: DataType },
  select: (row: number, length: number, start: number) => readonly number[],
): Column {
  const { numRows, type } = result
  const offsets = new Int32Array(numRows + 1)
  const items: number[] = []
  for (let row = 0; row < numRows; row++) {
    const start = list.offsets![row]!
    const length = list.offsets![row + 1]! - start
    if (isValid(list, row)) for (const place of select(row, length, start)) items.push(start + place)
    offsets[row + 1] = items.length
  }
  const child = takeColumn(list.children![0]!, Uint32Array.from(items))
  const column = { type, length: numRows, nullCount: 0, values: new Uint8Array(0), offsets, children: [child] }
  return withValidity(column, commonValidity([list], numRows))
}
