/** Brings the first line that belongs to the chunk to the front; false if there is none. */
import { QueryError } from '../../common/errors.ts'
import type { TextCursor } from '../text-cursor.ts'
import type { LineRequest } from './read-lines.ts'

const NEWLINE = 10

export async function goToFirstLine(cursor: TextCursor, request: LineRequest): Promise<boolean> {
  const { chunk } = request
  if (chunk?.kind === 'bgzf') return true // openText went to it
  if (chunk?.kind === 'bytes' && chunk.start > 0) return skipToNewline(cursor)
  while (cursor.buffer.length < 3 && (await cursor.fill()));
  const [a, b, c] = cursor.buffer.bytes()
  if (a === 0xef && b === 0xbb && c === 0xbf) {
    request.warn?.(`${request.source.location}: a UTF-8 byte order mark at the start of the file was skipped.`)
    cursor.drop(3)
  }
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) {
    const message = `${request.source.location} is UTF-16 text; convert it to UTF-8.`
    throw new QueryError('FORMAT', message, { location: request.source.location, byteOffset: 0 })
  }
  return true
}

async function skipToNewline(cursor: TextCursor): Promise<boolean> {
  for (;;) {
    const newline = cursor.buffer.bytes().indexOf(NEWLINE)
    if (newline >= 0) {
      cursor.drop(newline + 1)
      return true
    }
    // A line that begins behind a newline not yet in sight begins behind the text at hand.
    if (cursor.lastStart() <= cursor.buffer.length) return false
    cursor.drop(cursor.buffer.length)
    if (!(await cursor.fill())) return false
  }
}
