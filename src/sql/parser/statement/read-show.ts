/** SHOW TABLES, SHOW COLUMNS FROM t, SHOW FUNCTIONS, SHOW ALL, SHOW option.name. */
import type { Statement } from '../../ast/statement.ts'
import { readQualifiedName } from '../read-name.ts'
import type { TokenCursor } from '../token-cursor.ts'
import { readOptionName } from './read-option-name.ts'

export function readShow(cursor: TokenCursor): Statement {
  const { start } = cursor
  cursor.advance()
  if (cursor.isWord('columns') && (cursor.peek(1) === 'from' || cursor.peek(1) === 'in')) {
    cursor.advance()
    cursor.advance()
    const table = readQualifiedName(cursor, 'a table name')
    return { kind: 'show-columns', table, span: cursor.span(start) }
  }
  for (const what of ['tables', 'functions', 'all'] as const) {
    if (cursor.isWord(what) && cursor.peek(1) !== '.') {
      cursor.advance()
      return { kind: 'show', what, span: cursor.span(start) }
    }
  }
  if (cursor.isWord('columns') && cursor.peek(1) !== '.') {
    cursor.advance()
    cursor.fail('FROM and a table name after SHOW COLUMNS', { candidates: ['FROM'] })
  }
  const name = readOptionName(cursor, 'TABLES, COLUMNS, FUNCTIONS, ALL or the name of an option after SHOW')
  return { kind: 'show-option', name, span: cursor.span(start) }
}
