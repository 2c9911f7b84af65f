/** A dictionary column as the ranks of its entries. `sorted` lists the codes in the order of the entries. */
import type { Column } from '../../columnar/column.ts'

export function rankDictionary(column: Column, sorted: Uint32Array): Column {
  const ranks = new Uint32Array(sorted.length)
  for (let rank = 0; rank < sorted.length; rank++) ranks[sorted[rank]!] = rank // codes are below the number of entries
  const codes = column.values as Int32Array // of a dictionary column
  const values = new Uint32Array(column.length)
  for (let row = 0; row < values.length; row++) values[row] = ranks[codes[row]!] ?? 0 // a code under a NULL may have no entry
  const { length, nullCount, validity } = column
  return { type: { kind: 'uint32' }, length, nullCount, values, ...(validity && { validity }) }
}
