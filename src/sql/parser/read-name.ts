/** Names: one identifier, a qualified name, a list of identifiers in parentheses. */
import type { Identifier, QualifiedName } from '../ast/identifier.ts'
import { reservedWords } from '../keywords.ts'
import { tokenKind } from '../lexer/token-kind.ts'
import type { TokenCursor } from './token-cursor.ts'

/** Can the token here be a name without further ado? */
export function startsName(cursor: TokenCursor): boolean {
  return cursor.kind === tokenKind.quotedName || (cursor.kind === tokenKind.word && !reservedWords.has(cursor.word))
}

/** `what` says what the name is for: 'a column name', 'a table name after FROM'. */
export function readIdentifier(cursor: TokenCursor, what: string): Identifier {
  if (!startsName(cursor)) failName(cursor, what)
  return takeIdentifier(cursor)
}

/** After a dot or AS every word is a name: `t.end`, `t.order`, `AS "from"`, `AS group`. */
export function readLabel(cursor: TokenCursor, what: string): Identifier {
  if (cursor.kind !== tokenKind.word && cursor.kind !== tokenKind.quotedName) failName(cursor, what)
  return takeIdentifier(cursor)
}

function takeIdentifier(cursor: TokenCursor): Identifier {
  const quoted = cursor.kind === tokenKind.quotedName
  const name = cursor.value
  const span = { start: cursor.start, end: cursor.end }
  cursor.advance()
  return { name, quoted, span }
}

function failName(cursor: TokenCursor, what: string): never {
  if (cursor.isString) cursor.fail(what, { hint: 'Names are written in double quotes, text in single quotes.' })
  if (cursor.kind !== tokenKind.word) cursor.fail(what)
  cursor.fail(what, { hint: `Write "${cursor.word}" in double quotes if it is a name.` })
}

export function readQualifiedName(cursor: TokenCursor, what: string): QualifiedName {
  const start = cursor.start
  const parts = [readIdentifier(cursor, what)]
  while (cursor.acceptSymbol('.')) parts.push(readLabel(cursor, 'a name after "."'))
  return { parts, span: cursor.span(start) }
}

/** (a, b, c): at least one. */
export function readIdentifierList(cursor: TokenCursor, what: string): readonly Identifier[] {
  cursor.expectSymbol('(', `before ${what}`)
  const names = [readIdentifier(cursor, what)]
  while (cursor.acceptSymbol(',')) names.push(readIdentifier(cursor, what))
  cursor.expectSymbol(')', `after ${what}`)
  return names
}

/** The names in parentheses where they stand; otherwise none. */
export function readOptionalIdentifierList(cursor: TokenCursor, what: string): readonly Identifier[] {
  return cursor.isSymbol('(') ? readIdentifierList(cursor, what) : []
}
