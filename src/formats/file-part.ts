/** A part of a file that the format itself names, with what the file says of its rows: a row group of Parquet. */
import type { Chunk } from '../io/chunk.ts'

/** A text is its UTF-8 bytes. */
export type BoundValue = number | bigint | Uint8Array

/** Every value that is not NULL lies between `min` and `max`, where they are given. */
export interface ColumnBounds {
  readonly min?: BoundValue | undefined
  readonly max?: BoundValue | undefined
  readonly nullCount?: number | undefined
}

/** The parts of a file; or why it does not know any, in words for EXPLAIN. */
export type FileParts =
  | {
      readonly kind: 'parts'
      /** In file order. */
      readonly parts: readonly FilePart[]
      /** What told the parts. The reader finds its location as the option indexPath. */
      readonly index?: { readonly kind: string; readonly location: string }
      /** Rows may lie there that the bounds do not know: only a value that some part is sure to hold leaves other parts out. */
      readonly mayHideRows?: true
      /** Small parts that touch may be read as one. */
      readonly joins?: true
      /** How large a joined part gets at most, where it is not the usual size. */
      readonly joinBytes?: number
      /** Without an index: why there is none, in words for EXPLAIN. */
      readonly why?: string
      /** For the results: an index that is older than its data. */
      readonly warnings?: readonly string[]
    }
  | { readonly kind: 'none'; readonly why: string }

export interface FilePart {
  readonly chunk: Chunk
  /** As stored. */
  readonly bytes: number
  readonly rows: number
  /** By column name; a column that is missing is not bounded. */
  readonly columns: ReadonlyMap<string, ColumnBounds>
}
