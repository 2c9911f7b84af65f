/** CREATE [OR REPLACE] [TEMP] TABLE | VIEW | EXTERNAL TABLE | INDEX: the words before the name, then the rule of each. */
import { QueryError } from '../../../common/errors.ts'
import type { Statement } from '../../ast/statement.ts'
import type { TokenCursor } from '../token-cursor.ts'
import { readCreateExternalTable } from './read-create-external-table.ts'
import { readCreateIndex } from './read-create-index.ts'
import { readCreateMacro } from './read-create-macro.ts'
import { readCreateTable } from './read-create-table.ts'
import { readCreateView } from './read-create-view.ts'

export function readCreate(cursor: TokenCursor): Statement {
  const { start } = cursor
  cursor.advance()
  const orReplace = cursor.acceptWords('or', 'replace')
  const temporary = cursor.acceptWord('temp') || cursor.acceptWord('temporary')
  const head = { start, orReplace, temporary }
  if (cursor.acceptWord('table')) return readCreateTable(cursor, head)
  if (cursor.acceptWord('view')) return readCreateView(cursor, head)
  if (cursor.acceptWord('macro') || cursor.acceptWord('function')) return readCreateMacro(cursor, head)
  if (cursor.isWord('recursive') && cursor.peek(1) === 'view') {
    throw new QueryError('NOT_IMPLEMENTED', 'CREATE RECURSIVE VIEW is not supported. Write CREATE VIEW v AS WITH RECURSIVE … instead.', {
      sqlOffset: cursor.start,
    })
  }
  if (temporary) cursor.fail('TABLE or VIEW after CREATE TEMPORARY', { candidates: ['TABLE', 'VIEW'] })
  if (cursor.acceptWords('external', 'table')) return readCreateExternalTable(cursor, head)
  if (orReplace) cursor.fail('TABLE, VIEW or EXTERNAL TABLE', { candidates: ['TABLE', 'VIEW', 'EXTERNAL', 'TEMPORARY'] })
  if (cursor.isWord('index') || (cursor.isWord('unique') && cursor.peek(1) === 'index')) return readCreateIndex(cursor, start)
  const candidates = ['TABLE', 'VIEW', 'EXTERNAL', 'INDEX', 'TEMPORARY']
  cursor.fail('TABLE, VIEW, EXTERNAL TABLE or INDEX after CREATE', { candidates })
}
