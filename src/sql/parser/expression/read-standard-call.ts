/** Functions with words between their arguments in the SQL standard; the plain form with commas is left to `readCall`. */
import type { Expression } from '../../ast/expression.ts'
import type { Span } from '../../ast/span.ts'
import { tokenKind } from '../../lexer/token-kind.ts'
import type { TokenCursor } from '../token-cursor.ts'
import { plainCall } from './plain-call.ts'
import { power } from './power.ts'

interface Opened {
  readonly start: number
  readonly nameSpan: Span
}

function open(cursor: TokenCursor): Opened {
  const { start } = cursor
  cursor.advance()
  const nameSpan = cursor.span(start)
  cursor.advance()
  return { start, nameSpan }
}

function close(cursor: TokenCursor, opened: Opened, call: { readonly function: string; readonly args: readonly Expression[] }): Expression {
  cursor.expectSymbol(')', `to close ${call.function}`)
  return plainCall({ ...call, nameSpan: opened.nameSpan, span: cursor.span(opened.start) })
}

/** extract(year FROM x), extract('year' FROM x). */
export function readExtract(cursor: TokenCursor): Expression | undefined {
  const part = cursor.peekKind(2)
  if (cursor.peek(1) !== '(' || cursor.peek(3) !== 'from' || (part !== tokenKind.word && part !== tokenKind.string)) return undefined
  const { start } = open(cursor)
  const name = cursor.value.toLowerCase()
  cursor.advance()
  cursor.advance()
  const operand = cursor.readExpression()
  cursor.expectSymbol(')', 'to close extract')
  return { kind: 'extract', part: name, operand, span: cursor.span(start) }
}

/** substring(x FROM a FOR b) is substring(x, a, b). */
export function readSubstring(cursor: TokenCursor): Expression | undefined {
  if (!opensPlainArgument(cursor)) return undefined
  const opened = open(cursor)
  const text = cursor.readExpression()
  if (cursor.acceptWord('from')) {
    const from = cursor.readExpression()
    const args = cursor.acceptWord('for') ? [text, from, cursor.readExpression()] : [text, from]
    return close(cursor, opened, { function: 'substring', args })
  }
  if (!cursor.isWord('for')) return readCommaForm(cursor, opened, { function: 'substring', first: text })
  const one: Expression = { kind: 'number', text: '1', span: { start: cursor.start, end: cursor.start } }
  cursor.advance()
  const args = [text, one, cursor.readExpression()]
  return close(cursor, opened, { function: 'substring', args })
}

/** position(part IN text) is position(text, part), as in PostgreSQL. */
export function readPosition(cursor: TokenCursor): Expression | undefined {
  if (!opensPlainArgument(cursor)) return undefined
  const opened = open(cursor)
  const part = cursor.readOperand(power.other)
  if (!cursor.acceptWord('in')) return readCommaForm(cursor, opened, { function: 'position', first: part })
  const text = cursor.readExpression()
  return close(cursor, opened, { function: 'position', args: [text, part] })
}

const trimFunctions: ReadonlyMap<string, string> = new Map([
  ['both', 'trim'],
  ['leading', 'ltrim'],
  ['trailing', 'rtrim'],
])

/** trim(LEADING ' ' FROM x) is ltrim(x, ' '). */
export function readTrim(cursor: TokenCursor): Expression | undefined {
  if (!opensPlainArgument(cursor)) return undefined
  const opened = open(cursor)
  const side = cursor.peek(1) === ')' || cursor.peek(1) === ',' ? undefined : trimFunctions.get(cursor.word)
  if (side !== undefined) cursor.advance()
  const trim = side ?? 'trim'
  if (cursor.acceptWord('from')) return close(cursor, opened, { function: trim, args: [cursor.readExpression()] })
  const first = cursor.readExpression()
  if (cursor.acceptWord('from')) {
    const args = [cursor.readExpression(), first]
    return close(cursor, opened, { function: trim, args })
  }
  return readCommaForm(cursor, opened, { function: trim, first })
}

/** overlay(x PLACING y FROM a FOR b) is overlay(x, y, a, b). */
export function readOverlay(cursor: TokenCursor): Expression | undefined {
  if (!opensPlainArgument(cursor)) return undefined
  const opened = open(cursor)
  const text = cursor.readExpression()
  if (!cursor.acceptWord('placing')) return readCommaForm(cursor, opened, { function: 'overlay', first: text })
  const placing = cursor.readExpression()
  cursor.expectWord('from', 'in overlay')
  const args = [text, placing, cursor.readExpression()]
  if (cursor.acceptWord('for')) args.push(cursor.readExpression())
  return close(cursor, opened, { function: 'overlay', args })
}

/** False for a plain name, for f() and for f(name => value), which the general rule reads. */
function opensPlainArgument(cursor: TokenCursor): boolean {
  const afterFirst = cursor.peek(3)
  return cursor.peek(1) === '(' && cursor.peek(2) !== ')' && afterFirst !== '=>' && afterFirst !== ':='
}

function readCommaForm(cursor: TokenCursor, opened: Opened, call: { readonly function: string; readonly first: Expression }): Expression {
  const args = [call.first]
  while (cursor.acceptSymbol(',')) args.push(cursor.readExpression())
  return close(cursor, opened, { function: call.function, args })
}
