/** The bytes of a text column's rows, whether it is utf8, binary or dictionary: row -> entry -> offsets. */
import type { Column } from '../columnar/column.ts'

export interface TextRows {
  readonly bytes: Uint8Array
  readonly offsets: Int32Array
  /** dictionary: the entry of each row. Absent: entry i is row i. */
  readonly codes?: Int32Array
}

// Casts and `!`: Column promises these buffers for its type.
export function textRows(column: Column): TextRows {
  if (column.type.kind !== 'dictionary') return { bytes: column.values as Uint8Array, offsets: column.offsets! }
  const entries = column.dictionary!.values()
  return { bytes: entries.values as Uint8Array, offsets: entries.offsets!, codes: column.values as Int32Array }
}
