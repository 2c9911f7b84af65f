/** UNION, INTERSECT and EXCEPT: INTERSECT binds tighter, the others associate to the left, equal ones in a row are one flat node. */
import type { QueryBody } from '../../ast/query.ts'
import { readQualifiedName } from '../read-name.ts'
import type { TokenCursor } from '../token-cursor.ts'
import { readSelect } from './read-select.ts'
import { readValueRows } from './read-value-rows.ts'

type SetOperation = Extract<QueryBody, { kind: 'set-operation' }>
type Operator = Pick<SetOperation, 'operation' | 'all' | 'byName'>

/** `first` is an input that has been read already. */
export function readSetOperations(cursor: TokenCursor, first?: QueryBody): QueryBody {
  const intersected = (body: QueryBody) => readChain(cursor, body, { words: ['intersect'], readInput: () => readTerm(cursor) })
  return readChain(cursor, intersected(first ?? readTerm(cursor)), {
    words: ['union', 'except'],
    readInput: () => intersected(readTerm(cursor)),
  })
}

function readChain(
  cursor: TokenCursor,
  first: QueryBody,
  level: { readonly words: readonly SetOperation['operation'][]; readonly readInput: () => QueryBody },
): QueryBody {
  const { start } = first.span
  let body = first
  let pending: { readonly operator: Operator; readonly inputs: QueryBody[] } | undefined
  const finish = ({ operator, inputs }: NonNullable<typeof pending>): QueryBody => ({
    kind: 'set-operation',
    ...operator,
    inputs,
    span: cursor.span(start),
  })
  for (;;) {
    const word = level.words.find(candidate => cursor.isWord(candidate))
    if (word === undefined) return pending === undefined ? body : finish(pending)
    const end = cursor.previousEnd
    const operator = readOperator(cursor, word)
    if (pending === undefined || !sameOperator(pending.operator, operator)) {
      if (pending !== undefined) body = { ...finish(pending), span: { start, end } }
      pending = { operator, inputs: [body] }
      cursor.grow()
    }
    pending.inputs.push(level.readInput())
  }
}

function readOperator(cursor: TokenCursor, operation: SetOperation['operation']): Operator {
  cursor.advance()
  const all = cursor.acceptWord('all')
  if (!all) cursor.acceptWord('distinct')
  const byName = cursor.acceptWords('by', 'name')
  return { operation, all, byName }
}

function sameOperator(a: Operator, b: Operator): boolean {
  return a.operation === b.operation && a.all === b.all && a.byName === b.byName
}

/** One input: SELECT, FROM first, VALUES, TABLE, or a query in parentheses. */
function readTerm(cursor: TokenCursor): QueryBody {
  const { start } = cursor
  if (cursor.isWord('select') || cursor.isWord('from')) return readSelect(cursor)
  if (cursor.acceptWord('values')) return { kind: 'values', rows: readValueRows(cursor), span: cursor.span(start) }
  if (cursor.acceptWord('table')) {
    return { kind: 'table', name: readQualifiedName(cursor, 'a table name after TABLE'), span: cursor.span(start) }
  }
  if (!cursor.isSymbol('(')) cursor.fail('SELECT, FROM, VALUES or a query in parentheses', { candidates: ['SELECT', 'FROM', 'VALUES'] })
  cursor.advance()
  const query = cursor.readQuery()
  cursor.expectSymbol(')', 'to close the query')
  return { kind: 'nested', query, span: cursor.span(start) }
}
