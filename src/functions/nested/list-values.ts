/** A list column of columns: row i holds row i of each. */
import type { Column } from '../../columnar/column.ts'
import { concatColumns } from '../../columnar/concat-columns.ts'
import type { DataType } from '../../columnar/data-type.ts'
import { emptyColumn } from '../../columnar/empty-column.ts'
import { takeColumn } from '../../columnar/take-column.ts'

export function listValues(args: readonly Column[], numRows: number, type: DataType): Column {
  const offsets = Int32Array.from({ length: numRows + 1 }, (_, row) => row * args.length)
  return { type, length: numRows, nullCount: 0, values: new Uint8Array(0), offsets, children: [interleave(args, numRows, type)] }
}

function interleave(args: readonly Column[], numRows: number, type: DataType): Column {
  if (args.length === 0) return emptyColumn(type.kind === 'list' ? type.item : type)
  const places = new Uint32Array(numRows * args.length)
  for (let i = 0; i < places.length; i++) places[i] = (i % args.length) * numRows + Math.floor(i / args.length)
  return takeColumn(concatColumns(args), places)
}
