/** COPY table | (query) TO 'file' [(options)]. */
import { QueryError } from '../../../common/errors.ts'
import type { NamedOption, Statement } from '../../ast/statement.ts'
import { readString } from '../expression/read-literal.ts'
import { readLabel, readQualifiedName } from '../read-name.ts'
import type { TokenCursor } from '../token-cursor.ts'
import { readNamedOptions } from './read-named-options.ts'

export function readCopy(cursor: TokenCursor): Statement {
  const { start } = cursor
  cursor.advance()
  const source = cursor.isSymbol('(') ? readSource(cursor) : readQualifiedName(cursor, 'a table or a query in parentheses after COPY')
  if (cursor.isSymbol('(')) {
    throw new QueryError('SQL', 'COPY of some columns is written as a query: COPY (SELECT a, b FROM t) TO …', { sqlOffset: cursor.start })
  }
  if (cursor.isWord('from')) {
    const message = "COPY … FROM is not supported. Write INSERT INTO t SELECT * FROM 'file' instead."
    throw new QueryError('NOT_IMPLEMENTED', message, { sqlOffset: cursor.start })
  }
  cursor.expectWord('to', 'and a file name')
  const location = readLocation(cursor)
  const options = readOptions(cursor)
  return { kind: 'copy', source, location, options, span: cursor.span(start) }
}

function readSource(cursor: TokenCursor): Extract<Statement, { kind: 'copy' }>['source'] {
  cursor.advance()
  const query = cursor.readQuery()
  cursor.expectSymbol(')', 'to close the query')
  return query
}

function readLocation(cursor: TokenCursor): string {
  if (cursor.acceptWord('stdout')) return '/dev/stdout'
  if (!cursor.isString) cursor.fail('a file name in single quotes')
  return readString(cursor)
}

/** (FORMAT vcf, …) or WITH (…), or DataFusion's STORED AS vcf OPTIONS (…). */
function readOptions(cursor: TokenCursor): readonly NamedOption[] {
  const options: NamedOption[] = []
  const { start } = cursor
  if (cursor.acceptWords('stored', 'as')) {
    const wordStart = cursor.start
    const word = readLabel(cursor, 'a format after STORED AS').name
    options.push({ name: 'format', value: { kind: 'word', word, span: cursor.span(wordStart) }, span: cursor.span(start) })
  }
  const announced = cursor.acceptWord('with') || cursor.acceptWord('options')
  if (announced || cursor.isSymbol('(')) options.push(...readNamedOptions(cursor, 'COPY'))
  return options
}
