/** FROM: tables, files, table functions, subqueries, and their joins. */
import { QueryError } from '../../../common/errors.ts'
import type { AstJoinType, TableReference } from '../../ast/query.ts'
import { joinModifiers } from '../../keywords.ts'
import { readList } from '../read-list.ts'
import { readIdentifierList } from '../read-name.ts'
import type { TokenCursor } from '../token-cursor.ts'
import { type JoinRules, readTable } from './read-table.ts'

export function readTableReferences(cursor: TokenCursor): readonly TableReference[] {
  return readList(cursor, readTableReference)
}

interface Left {
  readonly table: TableReference
  readonly start: number
}

const joins: JoinRules = { reference: readTableReference, joinsAfter: readJoins }

/** A table and everything joined to it. */
function readTableReference(cursor: TokenCursor): TableReference {
  const { start } = cursor
  return readJoins(cursor, { table: readTable(cursor, joins), start })
}

function readJoins(cursor: TokenCursor, left: Left): TableReference {
  let { table } = left
  for (;;) {
    const join = readJoinType(cursor)
    if (join === undefined) return table
    table = readJoined(cursor, { table, start: left.start }, join)
    cursor.grow()
  }
}

interface JoinHead {
  readonly joinType: AstJoinType
  readonly natural: boolean
}

function readJoined(cursor: TokenCursor, left: Left, join: JoinHead): TableReference {
  const outer = cursor.enter()
  const { start } = cursor
  let right = readTable(cursor, joins)
  const base = { kind: 'join', ...join, left: left.table } as const
  if (join.natural || join.joinType === 'cross') {
    cursor.leaveOperand(outer)
    return { ...base, right, span: cursor.span(left.start) }
  }
  // `a JOIN b JOIN c ON … ON …`: the inner join is complete before the condition of the outer one.
  for (let inner = readJoinType(cursor); inner !== undefined; inner = readJoinType(cursor)) {
    right = readJoined(cursor, { table: right, start }, inner)
    cursor.grow()
  }
  const condition = readCondition(cursor)
  cursor.leaveOperand(outer)
  return { ...base, right, ...condition, span: cursor.span(left.start) }
}

function readCondition(cursor: TokenCursor): Pick<Extract<TableReference, { kind: 'join' }>, 'on' | 'using'> {
  if (cursor.acceptWord('on')) return { on: cursor.readExpression() }
  if (cursor.acceptWord('using')) return { using: readIdentifierList(cursor, 'a column name in USING') }
  cursor.fail('ON or USING after the joined table', { candidates: ['ON', 'USING'], hint: 'Every row with every row is CROSS JOIN.' })
}

const outerJoins: ReadonlySet<string> = new Set(['left', 'right', 'full'])

/** Reads the words of a join up to and with JOIN; undefined, and nothing read, where no join begins. */
function readJoinType(cursor: TokenCursor): JoinHead | undefined {
  const { word, start } = cursor
  if (cursor.acceptWord('join')) return { joinType: 'inner', natural: false }
  if (word === 'natural') {
    cursor.advance()
    const joinType = readPlainJoinType(cursor) ?? 'inner'
    cursor.expectWord('join', 'after NATURAL')
    return { joinType, natural: true }
  }
  if ((word === 'asof' || word === 'positional') && cursor.peek(1) === 'join') {
    throw new QueryError('NOT_IMPLEMENTED', `${word.toUpperCase()} JOIN is not supported.`, { sqlOffset: start })
  }
  if (joinModifiers.has(word) && cursor.peek(1) !== 'join') return undefined
  const joinType = readPlainJoinType(cursor)
  if (joinType === undefined) return undefined
  cursor.expectWord('join', `after ${joinType.toUpperCase()}`)
  return { joinType, natural: false }
}

function readPlainJoinType(cursor: TokenCursor): AstJoinType | undefined {
  const { word } = cursor
  if (outerJoins.has(word)) {
    cursor.advance()
    if (word === 'left' && cursor.acceptWord('semi')) return 'semi'
    if (word === 'left' && cursor.acceptWord('anti')) return 'anti'
    cursor.acceptWord('outer')
    return word === 'left' ? 'left' : word === 'right' ? 'right' : 'full'
  }
  if (cursor.acceptWord('inner')) return 'inner'
  if (cursor.acceptWord('cross')) return 'cross'
  if (cursor.acceptWord('semi')) return 'semi'
  return cursor.acceptWord('anti') ? 'anti' : undefined
}
