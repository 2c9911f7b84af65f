/** Parses a text that is all of one construct, and nothing after it. */
import { tokenize } from '../lexer/tokenize.ts'
import { grammar } from './grammar.ts'
import { TokenCursor } from './token-cursor.ts'

export function parseFragment<T>(text: string, what: string, read: (cursor: TokenCursor) => T): T {
  const cursor = new TokenCursor(text, tokenize(text), grammar)
  const fragment = read(cursor)
  if (!cursor.atEnd) cursor.fail(`the end of ${what}`)
  return fragment
}
