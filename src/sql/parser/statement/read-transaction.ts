/** BEGIN, START TRANSACTION, COMMIT, END, ROLLBACK, ABORT, each with TRANSACTION or WORK behind it. */
import type { Statement } from '../../ast/statement.ts'
import type { TokenCursor } from '../token-cursor.ts'

const actions = { begin: 'begin', start: 'begin', commit: 'commit', end: 'commit', rollback: 'rollback', abort: 'rollback' } as const

export function readTransaction(cursor: TokenCursor): Statement {
  const { start, word } = cursor
  const action = actions[word as keyof typeof actions] // read-statement.ts comes here for these words only
  cursor.advance()
  if (word === 'start') cursor.expectWord('transaction', 'after START')
  else if (!cursor.acceptWord('transaction')) cursor.acceptWord('work')
  return { kind: 'transaction', action, span: cursor.span(start) }
}
