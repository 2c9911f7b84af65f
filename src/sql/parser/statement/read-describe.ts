/** DESCRIBE and SUMMARIZE of a table, a file or a query. */
import type { QualifiedName } from '../../ast/identifier.ts'
import type { Query } from '../../ast/query.ts'
import type { Statement } from '../../ast/statement.ts'
import { readString } from '../expression/read-literal.ts'
import { readQualifiedName } from '../read-name.ts'
import { startsQuery } from '../starts-query.ts'
import type { TokenCursor } from '../token-cursor.ts'

export function readDescribe(cursor: TokenCursor): Statement {
  return { kind: 'describe', ...readDescribedTarget(cursor) }
}

export function readSummarize(cursor: TokenCursor): Statement {
  return { kind: 'summarize', ...readDescribedTarget(cursor) }
}

/** At the word before it. */
export function readDescribedTarget(cursor: TokenCursor): Pick<Extract<Statement, { kind: 'describe' }>, 'target' | 'span'> {
  const { start } = cursor
  cursor.advance()
  const target = readTableOrQuery(cursor)
  return { target, span: cursor.span(start) }
}

function readTableOrQuery(cursor: TokenCursor): QualifiedName | { readonly location: string } | Query {
  // DESCRIBE TABLE t is DESCRIBE t, not a description of the query TABLE t: they answer the same.
  if (cursor.isWord('table')) cursor.advance()
  if (startsQuery(cursor) || cursor.isSymbol('(')) return cursor.readQuery()
  if (cursor.isString) return { location: readString(cursor) }
  return readQualifiedName(cursor, 'a table, a file or a query')
}
