import type { ErrorLocation } from '../../common/errors.ts'
import type { LineFields } from './line-fields.ts'

/**
 * Whole lines, as they lie in memory. Views: valid until the next pull.
 * Line i begins at `start` (i = 0) or one past the newline of line i - 1, and ends before its newline: `positions[i * stride + stride - 1]`.
 */
export interface LineBlock {
  readonly bytes: Uint8Array
  /** Where the first line begins in `bytes`. */
  readonly start: number
  readonly count: number
  /** `stride` positions a line: its first tabs, then its newline (or the end of the text). A line with fewer tabs repeats the newline. */
  readonly positions: Int32Array
  readonly stride: number
  /** Where a byte of `bytes` lies in the file: byte offset (plain; in the inflated text for gzip) or virtual offset (BGZF). For errors. */
  locate(position: number): ErrorLocation
  /** Quicker ways to look at the fields, where the text lies in memory that has them. */
  readonly fields?: LineFields
}
