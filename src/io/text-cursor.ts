import type { ErrorLocation } from '../common/errors.ts'
import type { RunBuffer } from './run-buffer.ts'

/** Goes through the text of a file or chunk, however it is packed. `buffer` holds what is at hand. */
export interface TextCursor {
  readonly buffer: RunBuffer
  /** Appends some more text (perhaps none, from an empty block); false at the end of the file. */
  fill(): Promise<boolean>
  /** Forgets the first `count` bytes. */
  drop(count: number): void
  /** The position up to which a line may begin to belong to the chunk, that one included; infinite while the end is not in sight. */
  lastStart(): number
  /** Where a byte of the text lies in the file. */
  locate(position: number): ErrorLocation
  /** Checks that need the end of the chunk, after all its lines are out. */
  finish(): Promise<void>
  close(): Promise<void>
}
