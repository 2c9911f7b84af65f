/** An append-only set of UTF-8 strings with integer codes. Codes of two columns compare only where this is the same object. */
import type { Column } from './column.ts'

export interface Dictionary {
  readonly size: number
  /** All entries so far as a Utf8 column without NULLs; a new, longer object when entries came since. Entry i has code i. */
  values(): Column
  /** The code of bytes[start..end), appended if new. */
  encode(bytes: Uint8Array, start: number, end: number): number
  /** The code of a string, or -1 if it is not there. */
  find(text: string): number
  /** The code of bytes[start..end), or -1 if they are not there. */
  findBytes(bytes: Uint8Array, start: number, end: number): number
  /** The string of a code (cached). */
  text(code: number): string
}
