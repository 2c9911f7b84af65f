/** CREATE EXTERNAL TABLE [IF NOT EXISTS] name [(columns)] STORED AS VCF LOCATION 'file' OPTIONS (…), the clauses in any order. */
import { QueryError } from '../../../common/errors.ts'
import type { Identifier } from '../../ast/identifier.ts'
import type { NamedOption, Statement } from '../../ast/statement.ts'
import { readString } from '../expression/read-literal.ts'
import { readLabel, readQualifiedName } from '../read-name.ts'
import type { TokenCursor } from '../token-cursor.ts'
import type { CreateHead } from './create-head.ts'
import { readTableElements } from './read-column-definitions.ts'
import { readNamedOptions } from './read-named-options.ts'

interface Clauses {
  format?: Identifier
  location?: string
  options?: readonly NamedOption[]
}

/** After TABLE. */
export function readCreateExternalTable(cursor: TokenCursor, head: CreateHead): Statement {
  const ifNotExists = cursor.acceptWords('if', 'not', 'exists')
  const name = readQualifiedName(cursor, 'a name for the table')
  const columns = cursor.isSymbol('(') ? readTableElements(cursor).columns : []
  const clauses: Clauses = {}
  while (readClause(cursor, clauses));
  const { format, location, options = [] } = clauses
  if (location === undefined) cursor.fail("LOCATION 'file'", { candidates: ['STORED', 'LOCATION', 'OPTIONS'] })
  const { start, orReplace } = head
  const base = { kind: 'create-external-table', name, orReplace, ifNotExists, location, options, columns } as const
  return { ...base, ...(format && { format }), span: cursor.span(start) }
}

function readClause(cursor: TokenCursor, clauses: Clauses): boolean {
  const { start } = cursor
  if (cursor.acceptWord('stored')) {
    cursor.expectWord('as', 'after STORED')
    if (clauses.format !== undefined) throw twice('STORED AS', start)
    clauses.format = readLabel(cursor, 'a format after STORED AS, as in VCF')
    return true
  }
  if (cursor.acceptWord('location')) {
    if (clauses.location !== undefined) throw twice('LOCATION', start)
    if (!cursor.isString) cursor.fail('a file name in single quotes after LOCATION')
    clauses.location = readString(cursor)
    return true
  }
  if (cursor.acceptWord('options')) {
    if (clauses.options !== undefined) throw twice('OPTIONS', start)
    clauses.options = readNamedOptions(cursor, 'CREATE EXTERNAL TABLE')
    return true
  }
  return false
}

function twice(clause: string, sqlOffset: number): QueryError {
  return new QueryError('SQL', `${clause} stands twice in CREATE EXTERNAL TABLE.`, { sqlOffset })
}
