/** Positions of BAM fit 32 bits; a table may show them as Int64 all the same, so that it joins with others that need it. */
import type { Column } from '../../../columnar/column.ts'

export type PositionKind = 'uint32' | 'int64'

export function widen(column: Column, kind: PositionKind): Column {
  if (kind === 'uint32') return column
  const values = column.values as Uint32Array | Int32Array // callers give uint32 and int32 columns
  const words = new Int32Array(values.length * 2)
  for (let row = 0; row < values.length; row++) {
    const value = values[row]! // row lies below the length
    words[row * 2] = value // low word first
    words[row * 2 + 1] = value < 0 ? -1 : 0
  }
  return { ...column, type: { kind: 'int64' }, values: new BigInt64Array(words.buffer) }
}
