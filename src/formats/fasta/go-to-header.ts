/** Brings the first header that begins at or before the end of the chunk to the front; false if there is none. */
import type { TextCursor } from '../../io/text-cursor.ts'
import { nextHeader } from './list-fasta-records.ts'

const ANGLE = 62

/** The text at hand begins with a line. */
export async function goToHeader(cursor: TextCursor): Promise<boolean> {
  while (cursor.buffer.length === 0) if (!(await cursor.fill())) return false
  if (cursor.buffer.bytes()[0] === ANGLE) return cursor.lastStart() >= 0
  for (;;) {
    const header = nextHeader(cursor.buffer.bytes(), 0)
    if (header >= 0) {
      if (header > cursor.lastStart()) return false
      cursor.drop(header)
      return true
    }
    // The last byte stays: a header is known by the line end before it.
    const rest = cursor.buffer.length - 1
    if (cursor.lastStart() < rest) return false
    cursor.drop(rest)
    if (!(await cursor.fill())) return false
  }
}
