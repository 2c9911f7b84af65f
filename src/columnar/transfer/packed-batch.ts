/** A batch as a message between threads: typed arrays and plain data only. */
import type { Schema } from '../schema.ts'

export interface PackedBatch {
  /** Only where it is not the one of the last message: a header's metadata can be large. */
  readonly schema?: Schema
  readonly numRows: number
  readonly columns: readonly PackedColumn[]
}

/** A Column without its type, which the schema says. */
export interface PackedColumn {
  readonly length: number
  readonly nullCount: number
  readonly validity?: Uint8Array
  readonly values: ArrayBufferView
  readonly offsets?: Int32Array
  readonly children?: readonly PackedColumn[]
  readonly dictionary?: PackedDictionary
}

export interface PackedDictionary {
  /** The number of the dictionary in this stream. */
  readonly id: number
  /** The entries that came since the last message, from code `first` on. */
  readonly first: number
  readonly offsets: Int32Array
  readonly bytes: Uint8Array
}
