import type { Column } from '../../src/columnar/column.ts'

/** What a reader of a column may look at. */
export function visible({ type, length, nullCount, validity, offsets, values, children }: Column): unknown {
  const isNull = (row: number) => validity !== undefined && ((validity[row >> 3]! >> (row & 7)) & 1) === 0
  const bytes = values as Uint8Array // or numbers, one a row
  const rows = Array.from({ length }, (_, row) => {
    if (isNull(row)) return null
    if (type.kind === 'list') return [offsets?.[row], offsets?.[row + 1]]
    return offsets === undefined ? bytes[row] : String.fromCharCode(...bytes.subarray(offsets[row], offsets[row + 1]))
  })
  return { type, nullCount, rows, ...(children && { children: children.map(visible) }) }
}
