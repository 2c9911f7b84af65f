/** One statement: its first word chooses the rule. */
import { QueryError } from '../../../common/errors.ts'
import type { Statement } from '../../ast/statement.ts'
import { statementWords } from '../../keywords.ts'
import { readQueryWith, readWith } from '../query/read-query.ts'
import { startsQuery } from '../starts-query.ts'
import type { TokenCursor } from '../token-cursor.ts'
import { readCallStatement } from './read-call-statement.ts'
import { readCopy } from './read-copy.ts'
import { readCreate } from './read-create.ts'
import { readDelete, readTruncate, readUpdate } from './read-data-change.ts'
import { readDescribe, readSummarize } from './read-describe.ts'
import { readDrop } from './read-drop.ts'
import { readExplain } from './read-explain.ts'
import { readInsert, readReplace } from './read-insert.ts'
import { readMaintenance, readPragma } from './read-pragma.ts'
import { readDeallocate, readExecute, readPrepare } from './read-prepare.ts'
import { readReindex } from './read-reindex.ts'
import { readReset, readSet } from './read-set.ts'
import { readShow } from './read-show.ts'
import { readTransaction } from './read-transaction.ts'

type StatementReader = (cursor: TokenCursor) => Statement

const readers: ReadonlyMap<string, StatementReader> = new Map<string, StatementReader>([
  ['explain', readExplain],
  ['describe', readDescribe],
  ['desc', readDescribe],
  ['summarize', readSummarize],
  ['show', readShow],
  ['set', readSet],
  ['reset', readReset],
  ['create', readCreate],
  ['insert', readInsert],
  ['update', readUpdate],
  ['replace', readReplace],
  ['delete', readDelete],
  ['truncate', readTruncate],
  ['begin', readTransaction],
  ['start', readTransaction],
  ['commit', readTransaction],
  ['end', readTransaction],
  ['rollback', readTransaction],
  ['abort', readTransaction],
  ['reindex', readReindex],
  ['pragma', readPragma],
  ['checkpoint', readMaintenance],
  ['analyze', readMaintenance],
  ['vacuum', readMaintenance],
  ['prepare', readPrepare],
  ['execute', readExecute],
  ['deallocate', readDeallocate],
  ['drop', readDrop],
  ['copy', readCopy],
  ['call', readCallStatement],
])

/** Statements of other engines: an honest answer instead of "expected SELECT". */
const unsupported: ReadonlySet<string> = new Set(
  (
    'alter attach close cluster comment declare detach discard do export fetch grant import install listen load lock merge notify pivot ' +
    'refresh release revoke savepoint unpivot use'
  ).split(' '),
)

export function readStatement(cursor: TokenCursor): Statement {
  const outer = cursor.enter()
  const statement = readAny(cursor)
  cursor.leave(outer)
  return statement
}

function readAny(cursor: TokenCursor): Statement {
  const { start, word } = cursor
  const reader = readers.get(word)
  if (reader !== undefined) return reader(cursor)
  if (word === 'with') return readAfterWith(cursor)
  if (startsQuery(cursor) || cursor.isSymbol('(') || word === 'values' || word === 'table')
    return { kind: 'select', query: cursor.readQuery(), span: cursor.span(start) }
  if (unsupported.has(word)) {
    throw new QueryError('NOT_IMPLEMENTED', `${word.toUpperCase()} statements are not supported.`, { sqlOffset: start })
  }
  cursor.fail('a statement, as in SELECT', { candidates: statementWords })
}

/** WITH … SELECT, or WITH … INSERT, whose query sees the common table expressions. */
function readAfterWith(cursor: TokenCursor): Statement {
  const { start } = cursor
  const ctes = readWith(cursor)
  if (!cursor.isWord('insert')) return { kind: 'select', query: readQueryWith(cursor, ctes, start), span: cursor.span(start) }
  const statement = readInsert(cursor)
  if (statement.kind !== 'insert' || !statement.query) return statement
  const query = {
    ...statement.query,
    span: { start, end: statement.query.span.end },
    with: [...ctes.with, ...statement.query.with],
    recursive: ctes.recursive || statement.query.recursive,
  }
  return { ...statement, query, span: cursor.span(start) }
}
