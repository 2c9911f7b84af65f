/** The value of a literal or a quoted name: its text without quotes, with doubled quotes and escapes resolved. */
import { QueryError } from '../../common/errors.ts'
import { tokenKind } from './token-kind.ts'

export interface TokenText {
  readonly text: string // the whole SQL text
  readonly kind: number
  readonly start: number
  readonly end: number
}

export function tokenValue({ text, kind, start, end }: TokenText): string {
  switch (kind) {
    case tokenKind.string:
      return undouble(text.slice(start + 1, end - 1), "'")
    case tokenKind.quotedName:
      return undouble(text.slice(start + 1, end - 1), '"')
    case tokenKind.escapeString:
      return resolveEscapes(text.slice(start + 2, end - 1), start)
    case tokenKind.dollarString: {
      const tagLength = text.indexOf('$', start + 1) + 1 - start
      return text.slice(start + tagLength, end - tagLength)
    }
    case tokenKind.binary:
      return hexDigits(text.slice(start + 2, end - 1), start)
    case tokenKind.number:
      return text.slice(start, end).replaceAll('_', '')
    default:
      return text.slice(start, end)
  }
}

function undouble(content: string, quote: string): string {
  return content.includes(quote) ? content.replaceAll(quote + quote, quote) : content
}

function hexDigits(content: string, sqlOffset: number): string {
  if (/^[0-9a-fA-F]*$/.test(content) && content.length % 2 === 0) return content
  throw new QueryError('SQL', "A binary literal takes pairs of hexadecimal digits, as in x'DEAD'.", { sqlOffset })
}

const simpleEscapes: ReadonlyMap<string, string> = new Map([
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
])

/** \n, \x41, \101, \u0041, \U00000041 as in PostgreSQL; any other character after a backslash stands for itself. */
function resolveEscapes(content: string, sqlOffset: number): string {
  const pattern = /''|\\(?:x([0-9a-fA-F]{1,2})|([0-7]{1,3})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([\s\S]))/gu
  const parts: string[] = []
  const bytes: number[] = [] // \x and \ooo are bytes of UTF-8, which may need a neighbour
  let last = 0
  for (const match of content.matchAll(pattern)) {
    if (match.index > last) parts.push(decodeBytes(bytes, sqlOffset), content.slice(last, match.index))
    last = match.index + match[0].length
    const byte = match[1] === undefined ? match[2] && Number.parseInt(match[2], 8) : Number.parseInt(match[1], 16)
    if (typeof byte === 'number') {
      bytes.push(byte & 0xff)
      continue
    }
    parts.push(decodeBytes(bytes, sqlOffset), escapedText(match, sqlOffset))
  }
  parts.push(decodeBytes(bytes, sqlOffset), content.slice(last))
  return parts.join('')
}

function escapedText(match: RegExpExecArray, sqlOffset: number): string {
  if (match[0] === "''") return "'"
  const point = match[3] ?? match[4]
  if (point !== undefined) return codePoint(Number.parseInt(point, 16), sqlOffset)
  const character = match[5] ?? ''
  if (character !== 'u' && character !== 'U' && character !== 'x') return simpleEscapes.get(character) ?? character
  throw new QueryError('SQL', `The escape \\${character} needs hexadecimal digits, as in \\x41, \\u0041 or \\U00000041.`, { sqlOffset })
}

function codePoint(point: number, sqlOffset: number): string {
  if (point > 0 && point <= 0x10ffff) return String.fromCodePoint(point)
  throw new QueryError('SQL', `U+${point.toString(16).toUpperCase()} is not a character that a string can hold.`, { sqlOffset })
}

/** Empties `bytes`. */
function decodeBytes(bytes: number[], sqlOffset: number): string {
  if (bytes.length === 0) return ''
  const taken = Uint8Array.from(bytes.splice(0))
  try {
    if (!taken.includes(0)) return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(taken)
  } catch (cause) {
    throw new QueryError('SQL', 'The bytes written with \\x or \\ooo in this string are not UTF-8.', { sqlOffset }, { cause })
  }
  throw new QueryError('SQL', 'A string cannot hold a NUL character.', { sqlOffset })
}
