/** Lists joined row by row; all of one type. */
import { getBit } from '../../columnar/bitmap.ts'
import type { Column } from '../../columnar/column.ts'
import { concatColumns } from '../../columnar/concat-columns.ts'
import type { DataType } from '../../columnar/data-type.ts'
import { isValid } from '../../columnar/is-valid.ts'
import { takeColumn } from '../../columnar/take-column.ts'
import { withValidity } from '../../kernels/boolean-column.ts'

/** Rows that `validity` excludes are NULL; NULL lists of the others count as empty. */
export function concatLists(
  lists: readonly Column[],
  result: { readonly numRows: number; readonly type: DataType; readonly validity: Uint8Array | undefined },
): Column {
  const { numRows, type, validity } = result
  const offsets = new Int32Array(numRows + 1)
  const items: number[] = []
  const children = lists.map(list => list.children![0]!) // all are list columns
  for (let row = 0; row < numRows; row++) {
    let base = 0
    for (const [i, list] of lists.entries()) {
      const there = isValid(list, row) && (!validity || getBit(validity, row))
      for (let item = list.offsets![row]!; there && item < list.offsets![row + 1]!; item++) items.push(base + item)
      base += children[i]!.length
    }
    offsets[row + 1] = items.length
  }
  const child = takeColumn(concatColumns(children), Uint32Array.from(items))
  return withValidity({ type, length: numRows, nullCount: 0, values: new Uint8Array(0), offsets, children: [child] }, validity)
}
