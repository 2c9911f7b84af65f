/** DATE '2020-01-01', BIGINT '5', DOUBLE PRECISION '1.5', and INTERVAL '1 day', INTERVAL '1' DAY, INTERVAL 1 DAY. */
import type { Expression } from '../../ast/expression.ts'
import { tokenKind } from '../../lexer/token-kind.ts'
import { readTypeName } from '../read-type-name.ts'
import type { TokenCursor } from '../token-cursor.ts'
import { plainCall } from './plain-call.ts'
import { readString } from './read-literal.ts'

/** Only these may stand before a string: `SELECT chrom 'chr1'` is a mistake, not a literal of the type "chrom". */
export const typedLiteralWords: readonly string[] = (
  'date time timestamp timestamptz datetime interval tinyint smallint integer int int2 int4 int8 bigint hugeint utinyint usmallint uinteger ' +
  'ubigint real float float4 float8 double decimal numeric boolean bool varchar text blob bytea uuid json'
).split(' ')

/** Undefined where the word is a name, as in `SELECT date FROM t`. */
export function readTypedLiteral(cursor: TokenCursor): Expression | undefined {
  if (cursor.isWord('interval') && cursor.peekKind(1) === tokenKind.number) return readNumericInterval(cursor)
  if (cursor.isWord('interval') && cursor.peek(1) === '(') return readIntervalOf(cursor)
  if (!isString(cursor.peekKind(wordsOfType(cursor)))) return undefined
  const { start } = cursor
  const type = readTypeName(cursor)
  const value = readString(cursor)
  const unit = type.name === 'INTERVAL' ? readUnit(cursor) : ''
  return { kind: 'typed-literal', type, value: value + unit, span: cursor.span(start) }
}

/** How many words the type at the cursor has. */
function wordsOfType(cursor: TokenCursor): number {
  const next = cursor.peek(1)
  if (cursor.isWord('double') && next === 'precision') return 2
  return (next === 'with' || next === 'without') && cursor.peek(2) === 'time' && cursor.peek(3) === 'zone' ? 4 : 1
}

function isString(kind: number): boolean {
  return kind === tokenKind.string || kind === tokenKind.escapeString || kind === tokenKind.dollarString
}

function readNumericInterval(cursor: TokenCursor): Expression {
  const { start } = cursor
  const type = readTypeName(cursor)
  const { value } = cursor
  cursor.advance()
  const unit = readUnit(cursor)
  if (unit === '') cursor.fail('a unit after the number of INTERVAL, as in INTERVAL 1 DAY')
  return { kind: 'typed-literal', type, value: value + unit, span: cursor.span(start) }
}

/** INTERVAL (n + 1) DAY is to_days(n + 1). */
function readIntervalOf(cursor: TokenCursor): Expression {
  const { start } = cursor
  cursor.advance()
  const nameSpan = cursor.span(start)
  cursor.expectSymbol('(', 'after INTERVAL')
  const count = cursor.readExpression()
  cursor.expectSymbol(')', 'after the number of INTERVAL')
  const unit = cursor.word.replace(/s$/, '')
  if (!units.has(unit)) cursor.fail('a unit after the number of INTERVAL, as in INTERVAL (n) DAY')
  cursor.advance()
  const name = { century: 'centuries', millennium: 'millennia' }[unit] ?? `${unit}s`
  return plainCall({ function: `to_${name}`, nameSpan, args: [count], span: cursor.span(start) })
}

const units: ReadonlySet<string> = new Set(
  'microsecond millisecond second minute hour day week month quarter year decade century millennium'.split(' '),
)

/** ' day' for DAY or DAYS, ' year to month' for YEAR TO MONTH; '' where no unit stands. */
function readUnit(cursor: TokenCursor): string {
  const unit = cursor.word
  if (!units.has(unit.replace(/s$/, ''))) return ''
  cursor.advance()
  if (!cursor.isWord('to') || !units.has(cursor.peek(1))) return ` ${unit}`
  cursor.advance()
  const last = cursor.word
  cursor.advance()
  return ` ${unit} to ${last}`
}
