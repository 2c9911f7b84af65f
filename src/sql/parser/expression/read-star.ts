/** `*` and `t.*` with EXCLUDE, EXCEPT, REPLACE and RENAME. */
import type { Expression } from '../../ast/expression.ts'
import type { Identifier, QualifiedName } from '../../ast/identifier.ts'
import { readIdentifier, readIdentifierList, readLabel } from '../read-name.ts'
import { startsQueryAt } from '../starts-query.ts'
import type { TokenCursor } from '../token-cursor.ts'

type Star = Extract<Expression, { kind: 'star' }>

/** At "*". */
export function readStarAfter(cursor: TokenCursor, before: { readonly start: number; readonly qualifier?: QualifiedName }): Expression {
  cursor.advance()
  const exclude: Identifier[] = []
  const replace: Star['replace'][number][] = []
  const rename: Star['rename'][number][] = []
  for (;;) {
    if (cursor.acceptWord('exclude') || acceptExcept(cursor)) exclude.push(...readNames(cursor))
    else if (cursor.acceptWord('replace')) replace.push(...readOneOrMore(cursor, readReplacement))
    else if (cursor.acceptWord('rename')) rename.push(...readOneOrMore(cursor, readRenaming))
    else break
  }
  const { start, qualifier } = before
  return { kind: 'star', ...(qualifier && { qualifier }), exclude, replace, rename, span: cursor.span(start) }
}

/** `* EXCEPT (a, b)`, but not `SELECT * EXCEPT (SELECT …)`. */
function acceptExcept(cursor: TokenCursor): boolean {
  if (!cursor.isWord('except') || cursor.peek(1) !== '(' || cursor.peek(2) === '(' || startsQueryAt(cursor, 2)) return false
  cursor.advance()
  return true
}

function readNames(cursor: TokenCursor): readonly Identifier[] {
  return cursor.isSymbol('(') ? readIdentifierList(cursor, 'the columns to leave out') : [readIdentifier(cursor, 'a column to leave out')]
}

function readOneOrMore<T>(cursor: TokenCursor, readItem: (cursor: TokenCursor) => T): readonly T[] {
  if (!cursor.acceptSymbol('(')) return [readItem(cursor)]
  const items = [readItem(cursor)]
  while (cursor.acceptSymbol(',')) items.push(readItem(cursor))
  cursor.expectSymbol(')', 'to close the list after *')
  return items
}

function readReplacement(cursor: TokenCursor): Star['replace'][number] {
  const expression = cursor.readExpression()
  cursor.expectWord('as', 'and a column name in REPLACE')
  return { expression, name: readLabel(cursor, 'a column name after AS') }
}

function readRenaming(cursor: TokenCursor): Star['rename'][number] {
  const from = readIdentifier(cursor, 'a column name in RENAME')
  cursor.expectWord('as', 'and the new name in RENAME')
  return { from, to: readLabel(cursor, 'the new column name after AS') }
}
