/** The list after SELECT: expressions with aliases, stars; a comma after the last item is allowed. */
import type { Identifier } from '../../ast/identifier.ts'
import type { SelectItem } from '../../ast/query.ts'
import { notColumnAliases } from '../../keywords.ts'
import { tokenKind } from '../../lexer/token-kind.ts'
import { readStarAfter } from '../expression/read-star.ts'
import { readIdentifier, readLabel, startsName } from '../read-name.ts'
import type { TokenCursor } from '../token-cursor.ts'

export function readSelectItems(cursor: TokenCursor): readonly SelectItem[] {
  const items = [readSelectItem(cursor)]
  while (cursor.acceptSymbol(',')) {
    if (endsSelectList(cursor)) break
    items.push(readSelectItem(cursor))
  }
  return items
}

const afterList: ReadonlySet<string> = new Set(
  'from where group having qualify order limit fetch union intersect except into ) ;'.split(' '),
)

function endsSelectList(cursor: TokenCursor): boolean {
  return cursor.atEnd || afterList.has(cursor.word || cursor.symbol)
}

function readSelectItem(cursor: TokenCursor): SelectItem {
  const { start } = cursor
  if (endsSelectList(cursor)) failItem(cursor)
  const expression = cursor.isSymbol('*') ? readStarAfter(cursor, { start }) : cursor.readExpression()
  const alias = expression.kind === 'star' ? undefined : readAlias(cursor)
  return { expression, ...(alias && { alias }), span: cursor.span(start) }
}

function failItem(cursor: TokenCursor): never {
  const isName = cursor.word !== '' && cursor.word !== 'from'
  cursor.fail('a column or an expression after SELECT', isName ? { hint: `Write "${cursor.word}" in double quotes if it is a name.` } : {})
}

/** After AS any word is an alias; without AS only a word that cannot go on with the query. */
function readAlias(cursor: TokenCursor): Identifier | undefined {
  if (cursor.acceptWord('as')) return readLabel(cursor, 'a name after AS')
  if (!startsName(cursor) || notColumnAliases.has(cursor.word) || startsNamedWindow(cursor)) return undefined
  const alias = readIdentifier(cursor, 'a name')
  cursor.markAlias()
  return alias
}

/** WINDOW w AS ( … */
export function startsNamedWindow(cursor: TokenCursor): boolean {
  const isName = cursor.peekKind(1) === tokenKind.word || cursor.peekKind(1) === tokenKind.quotedName
  return cursor.isWord('window') && isName && cursor.peek(2) === 'as'
}
