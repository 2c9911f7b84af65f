/**
 * An array of objects made into lines, without moving a byte: what parts two items becomes a line feed, and line feeds inside an item become
 * blanks, which strings cannot hold. So offsets stay those of the file.
 */
import { QueryError } from '../../common/errors.ts'
import type { LineBlock } from '../../io/lines/line-block.ts'
import { BROKEN, skipBlanks, skipValue } from './scan-json.ts'

const OPEN_BRACKET = 91
const CLOSE_BRACKET = 93
const COMMA = 44
const NEWLINE = 10
const BLANK = 32

/** The bytes are changed; there must be room for one more behind `length`. */
export function arrayLines(bytes: Uint8Array, length: number, location: string): LineBlock {
  const broken = (at: number, what: string) => {
    const place = { location, byteOffset: at }
    return new QueryError('FORMAT', `${location}, byte ${at}: ${what}. The file should be one array of objects.`, place)
  }
  const open = skipBlanks(bytes, 0, length)
  if (bytes[open] !== OPEN_BRACKET) throw broken(open, 'there is no bracket')
  const newlines: number[] = []
  let at = skipBlanks(bytes, open + 1, length)
  bytes.fill(BLANK, 0, at)
  while (at < length && bytes[at] !== CLOSE_BRACKET) {
    const end = skipValue(bytes, at, length)
    if (end === BROKEN) throw broken(at, 'a value is not closed, or is none')
    for (let i = at; i < end; i++) if (bytes[i] === NEWLINE) bytes[i] = BLANK
    const next = skipBlanks(bytes, end, length)
    if (next >= length || (bytes[next] !== COMMA && bytes[next] !== CLOSE_BRACKET)) throw broken(next, 'the array is not closed')
    const isLast = bytes[next] === CLOSE_BRACKET
    bytes.fill(BLANK, end, next + 1)
    bytes[next] = NEWLINE
    newlines.push(next)
    at = skipBlanks(bytes, next + 1, length)
    if (isLast) {
      if (at < length) throw broken(at, 'something stands behind the array')
      break
    }
    // Blanks behind the line feed belong to the next line.
    bytes.fill(BLANK, next + 1, at)
    if (at >= length) throw broken(length, 'the array is not closed')
    if (bytes[at] === CLOSE_BRACKET) throw broken(at, 'a comma stands behind the last item')
  }
  const positions = Int32Array.from(newlines)
  return {
    bytes,
    start: 0,
    count: positions.length,
    positions,
    stride: 1,
    locate: position => ({ location, byteOffset: skipBlanks(bytes, position, length) }),
  }
}
