/** The parenthesised part of CREATE TABLE: columns with types and constraints, and constraints of the table. */
import { QueryError } from '../../../common/errors.ts'
import type { Expression } from '../../ast/expression.ts'
import type { ColumnDefinition, TableConstraint } from '../../ast/statement.ts'
import { readIdentifier, readIdentifierList } from '../read-name.ts'
import { readTypeName } from '../read-type-name.ts'
import type { TokenCursor } from '../token-cursor.ts'

export interface TableElements {
  readonly columns: readonly ColumnDefinition[]
  readonly constraints: readonly TableConstraint[]
}

/** At "(". */
export function readTableElements(cursor: TokenCursor): TableElements {
  cursor.advance()
  const columns: ColumnDefinition[] = []
  const constraints: TableConstraint[] = []
  do {
    if (columns.length > 0 && cursor.isSymbol(')')) break // a comma after the last is allowed
    const constraint = readTableConstraint(cursor)
    if (constraint === undefined) columns.push(readColumn(cursor))
    else constraints.push(constraint)
  } while (cursor.acceptSymbol(','))
  cursor.expectSymbol(')', 'after the columns of the table')
  return { columns, constraints }
}

function readTableConstraint(cursor: TokenCursor): TableConstraint | undefined {
  const { start } = cursor
  const next = cursor.peek(1)
  if (cursor.isWord('constraint') && constraintWords.has(cursor.peek(2))) {
    cursor.advance()
    readIdentifier(cursor, 'a name for the constraint')
  } else if (!(cursor.isWord('primary') && next === 'key') && !((cursor.isWord('unique') || cursor.isWord('check')) && next === '(')) {
    if (cursor.isWord('foreign') && next === 'key') throw notSupported(cursor)
    return undefined
  }
  if (cursor.isWord('check')) return { kind: 'check', condition: readCheck(cursor), span: cursor.span(start) }
  const kind = cursor.acceptWords('primary', 'key') ? 'primary-key' : cursor.acceptWord('unique') ? 'unique' : undefined
  if (kind === undefined) throw notSupported(cursor)
  const columns = readIdentifierList(cursor, 'a column name')
  return { kind, columns, span: cursor.span(start) }
}

const constraintWords: ReadonlySet<string> = new Set(['primary', 'unique', 'check', 'foreign'])

function notSupported(cursor: TokenCursor): QueryError {
  const message = `${cursor.word.toUpperCase()} constraints are not supported. Tables have NOT NULL, PRIMARY KEY, UNIQUE, CHECK and DEFAULT.`
  return new QueryError('NOT_IMPLEMENTED', message, { sqlOffset: cursor.start })
}

/** At CHECK. */
function readCheck(cursor: TokenCursor): Expression {
  cursor.advance()
  cursor.expectSymbol('(', 'after CHECK')
  const condition = cursor.readExpression()
  cursor.expectSymbol(')', 'to close CHECK')
  return condition
}

const unsupportedConstraints: ReadonlySet<string> = new Set(['references', 'generated', 'collate'])

function readColumn(cursor: TokenCursor): ColumnDefinition {
  const { start } = cursor
  const name = readIdentifier(cursor, 'a column name')
  const type = readTypeName(cursor)
  const found: { notNull: boolean; primaryKey: boolean; unique: boolean; default?: Expression; checks: Expression[] } = {
    notNull: false,
    primaryKey: false,
    unique: false,
    checks: [],
  }
  for (;;) {
    if (cursor.isWord('constraint')) {
      cursor.advance()
      readIdentifier(cursor, 'a name for the constraint')
    }
    if (cursor.acceptWords('not', 'null')) found.notNull = true
    else if (cursor.acceptWords('primary', 'key')) found.primaryKey = true
    else if (cursor.acceptWord('unique')) found.unique = true
    else if (cursor.isWord('check')) found.checks.push(readCheck(cursor))
    else if (cursor.acceptWord('default')) found.default = cursor.readExpression()
    else if (unsupportedConstraints.has(cursor.word)) throw notSupported(cursor)
    else if (!cursor.acceptWord('null')) break
  }
  return { name, type, ...found, span: cursor.span(start) }
}
