/** DROP TABLE | VIEW | INDEX [IF EXISTS] name, name [CASCADE | RESTRICT]. */
import type { Statement } from '../../ast/statement.ts'
import { readList } from '../read-list.ts'
import { readQualifiedName } from '../read-name.ts'
import type { TokenCursor } from '../token-cursor.ts'

const kinds: ReadonlyMap<string, Extract<Statement, { readonly kind: 'drop' }>['what']> = new Map([
  ['table', 'table'],
  ['view', 'view'],
  ['index', 'index'],
  ['macro', 'macro'],
  ['function', 'macro'],
])

export function readDrop(cursor: TokenCursor): Statement {
  const { start } = cursor
  cursor.advance()
  if (cursor.isWord('external') && cursor.peek(1) === 'table') cursor.advance()
  const what = kinds.get(cursor.word)
  if (what === undefined) cursor.fail('TABLE, VIEW or INDEX after DROP', { candidates: ['TABLE', 'VIEW', 'INDEX'] })
  cursor.advance()
  if (what === 'macro') cursor.acceptWord('table') // DROP MACRO TABLE f
  const ifExists = cursor.acceptWords('if', 'exists')
  const names = readList(cursor, inner => readQualifiedName(inner, `the name of the ${what}`))
  // Nothing here depends on a table in a way that DROP could undo, so both words change nothing.
  if (!cursor.acceptWord('cascade')) cursor.acceptWord('restrict')
  return { kind: 'drop', what, ifExists, names, span: cursor.span(start) }
}
