/** IS [NOT] NULL, TRUE, FALSE, UNKNOWN, DISTINCT FROM; ISNULL and NOTNULL; AT TIME ZONE; COLLATE. */
import { QueryError } from '../../../common/errors.ts'
import type { Expression } from '../../ast/expression.ts'
import type { TokenCursor } from '../token-cursor.ts'
import type { InfixResult, LeftSide } from './left-side.ts'
import { power } from './power.ts'

const tests: ReadonlyMap<string, Extract<Expression, { kind: 'is' }>['test']> = new Map([
  ['null', 'null'],
  ['true', 'true'],
  ['false', 'false'],
  ['unknown', 'unknown'],
])

export function readIs(cursor: TokenCursor, { expression: operand, start }: LeftSide): InfixResult {
  cursor.advance()
  const negated = cursor.acceptWord('not')
  if (cursor.acceptWord('distinct')) {
    cursor.expectWord('from', 'after IS DISTINCT')
    const right = cursor.readOperand(power.is + 1)
    return { expression: { kind: 'is-distinct', negated, left: operand, right, span: cursor.span(start) }, closes: true }
  }
  const test = tests.get(cursor.word)
  if (test === undefined) {
    cursor.fail(`NULL, TRUE, FALSE, UNKNOWN or DISTINCT FROM after IS${negated ? ' NOT' : ''}`, {
      candidates: ['NULL', 'TRUE', 'FALSE', 'UNKNOWN', 'DISTINCT'],
    })
  }
  cursor.advance()
  return { expression: { kind: 'is', test, negated, operand, span: cursor.span(start) }, closes: false }
}

/** `a ISNULL`, `a NOTNULL`. */
export function readIsNull(cursor: TokenCursor, { expression: operand, start }: LeftSide): InfixResult {
  const negated = cursor.isWord('notnull')
  cursor.advance()
  return { expression: { kind: 'is', test: 'null', negated, operand, span: cursor.span(start) }, closes: false }
}

/** `time AT TIME ZONE zone` is timezone(zone, time), as in PostgreSQL. */
export function readAtTimeZone(cursor: TokenCursor, { expression: operand, start }: LeftSide): InfixResult {
  const nameStart = cursor.start
  cursor.advance()
  cursor.expectWord('time', 'after AT')
  cursor.expectWord('zone', 'after AT TIME')
  const nameSpan = cursor.span(nameStart)
  const zone = cursor.readOperand(power.timeZone + 1)
  const name = { parts: [{ name: 'timezone', quoted: false, span: nameSpan }], span: nameSpan }
  const span = cursor.span(start)
  const plain = { named: [], star: false, distinct: false, orderBy: [], ignoreNulls: false }
  return { expression: { kind: 'call', call: { name, args: [zone, operand], ...plain, span }, span }, closes: false }
}

export function readCollate(cursor: TokenCursor): never {
  throw new QueryError('NOT_IMPLEMENTED', 'COLLATE is not supported: text compares by its UTF-8 bytes.', { sqlOffset: cursor.start })
}
