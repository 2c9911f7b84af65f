/** Positions of BAM fit 32 bits; a table may show them as Int64 all the same, so that it joins with others that need it. */
import type { Column } from '../../../columnar/column.ts'

export type PositionKind = 'uint32' | 'int64'

export function widen(column: Column, kind: PositionKind): Column {
  if (kind === 'uint32') return column
  const values = column.values as Uint32Array // callers give uint32 columns
  const words = new Uint32Array(values.length * 2)
  for (let row = 0; row < values.length; row++) words[row * 2] = values[row]! // low word first; row lies below the length
  return { ...column, type: { kind: 'int64' }, values: new BigInt64Array(words.buffer) }
}
