/** One column of a batch: buffers in Arrow's layout, as typed arrays that kernels read directly. */
import type { DataType } from './data-type.ts'
import type { Dictionary } from './dictionary.ts'

/** Always starts at row 0 of its buffers (there is no offset field): slicing copies validity and boolean bits, nothing else. */
export interface Column {
  readonly type: DataType
  readonly length: number
  readonly nullCount: number
  /** Validity bits, least significant first; absent: no NULL. Bits past `length` are unspecified. */
  readonly validity?: Uint8Array
  /**
   * boolean: bits, least significant first (Uint8Array). int8 … float64: the typed array of that name. int64/uint64: BigInt64Array/BigUint64Array.
   * date: Int32Array (days). timestamp: BigInt64Array. decimal: unscaled, BigInt64Array up to
   * 18 digits, else Int32Array, four words a row as Arrow's Decimal128. interval: Int32Array, four words a row as Arrow's MonthDayNano. utf8/binary: bytes (Uint8Array). dictionary: Int32Array codes.
   * null, list, struct: an empty Uint8Array. At least `length` entries; may be longer. Values under a NULL are unspecified but in range.
   */
  readonly values: ArrayBufferView
  /** utf8, binary and list: length + 1 offsets. offsets[0] need not be 0. */
  readonly offsets?: Int32Array
  /** list: one child. struct: one a field, each of `length` rows. */
  readonly children?: readonly Column[]
  /**
   * dictionary: the distinct strings. Codes of two columns compare only where this is the same object. A worker
   * posts the entries that are new to it; the executor maps them to one append-only dictionary a scan.
   */
  readonly dictionary?: Dictionary
}
