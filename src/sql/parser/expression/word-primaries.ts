/** Operands that begin with a word of their own grammar. Each reader answers undefined where the word turns out to be a plain name. */
import { QueryError } from '../../../common/errors.ts'
import type { Expression } from '../../ast/expression.ts'
import { tokenKind } from '../../lexer/token-kind.ts'
import { readTypeName } from '../read-type-name.ts'
import type { TokenCursor } from '../token-cursor.ts'
import { plainCall } from './plain-call.ts'
import { readCase } from './read-case.ts'
import { readList } from './read-collection.ts'
import { readParenthesisContent } from './read-parentheses.ts'
import { readExtract, readOverlay, readPosition, readSubstring, readTrim } from './read-standard-call.ts'
import { readStarAfter } from './read-star.ts'
import { readTypedLiteral, typedLiteralWords } from './read-typed-literal.ts'

type WordReader = (cursor: TokenCursor) => Expression | undefined

export const wordPrimaries: ReadonlyMap<string, WordReader> = new Map<string, WordReader>([
  ...typedLiteralWords.map((word): [string, WordReader] => [word, readTypedLiteral]),
  ['null', cursor => ({ kind: 'null', span: takeWord(cursor) })],
  ['default', cursor => (endsValue(cursor.peek(1)) ? { kind: 'default', span: takeWord(cursor) } : undefined)],
  ['true', cursor => ({ kind: 'boolean', value: true, span: takeWord(cursor) })],
  ['false', cursor => ({ kind: 'boolean', value: false, span: takeWord(cursor) })],
  ['case', readCase],
  ['cast', cursor => readCast(cursor, 'throw')],
  ['try_cast', cursor => readCast(cursor, 'null')],
  ['exists', readExists],
  ['array', readArray],
  ['row', readRow],
  ['columns', readColumns],
  ['extract', readExtract],
  ['substring', readSubstring],
  ['position', readPosition],
  ['trim', readTrim],
  ['overlay', readOverlay],
  ['current_date', readBareCall],
  ['current_time', readBareCall],
  ['current_timestamp', readBareCall],
  ['localtimestamp', readBareCall],
])

/** DEFAULT stands alone between commas, or ends the statement. */
function endsValue(next: string): boolean {
  return next === ',' || next === ')' || next === '' || next === ';' || next === 'where' || next === 'from' || next === 'returning'
}

function takeWord(cursor: TokenCursor): Expression['span'] {
  const { start } = cursor
  cursor.advance()
  return cursor.span(start)
}

function readCast(cursor: TokenCursor, onError: 'throw' | 'null'): Expression | undefined {
  if (cursor.peek(1) !== '(') return undefined
  const { start } = cursor
  cursor.advance()
  cursor.advance()
  const operand = cursor.readExpression()
  cursor.expectWord('as', 'and a type in CAST')
  const type = readTypeName(cursor)
  cursor.expectSymbol(')', 'to close CAST')
  return { kind: 'cast', operand, type, onError, span: cursor.span(start) }
}

function readExists(cursor: TokenCursor): Expression | undefined {
  if (cursor.peek(1) !== '(') return undefined
  const { start } = cursor
  cursor.advance()
  const content = readParenthesisContent(cursor, 'a query')
  if (content.kind === 'query') return { kind: 'exists', query: content.query, span: cursor.span(start) }
  throw new QueryError('SQL', 'EXISTS takes a query in parentheses, as in EXISTS (SELECT 1 FROM t).', {
    sqlOffset: content.expression.span.start,
  })
}

function readArray(cursor: TokenCursor): Expression | undefined {
  const { start } = cursor
  if (cursor.peek(1) === '(') {
    throw new QueryError('NOT_IMPLEMENTED', 'ARRAY(query) is not supported. Write (SELECT list(column) FROM …) instead.', {
      sqlOffset: start,
    })
  }
  if (cursor.peek(1) !== '[') return undefined
  cursor.advance()
  return readList(cursor, start)
}

function readRow(cursor: TokenCursor): Expression | undefined {
  if (cursor.peek(1) !== '(') return undefined
  const { start } = cursor
  cursor.advance()
  cursor.advance()
  const items: Expression[] = []
  if (!cursor.isSymbol(')')) {
    do items.push(cursor.readExpression())
    while (cursor.acceptSymbol(','))
  }
  cursor.expectSymbol(')', 'to close ROW')
  return { kind: 'row', items, span: cursor.span(start) }
}

/** COLUMNS('regex'), COLUMNS(*), COLUMNS(* EXCLUDE (a)). */
function readColumns(cursor: TokenCursor): Expression | undefined {
  if (cursor.peek(1) !== '(') return undefined
  const { start } = cursor
  cursor.advance()
  cursor.advance()
  const pattern = cursor.isSymbol('*') ? readStarAfter(cursor, { start: cursor.start }) : cursor.readExpression()
  cursor.expectSymbol(')', 'to close COLUMNS')
  return { kind: 'columns', pattern, span: cursor.span(start) }
}

/** These functions are called without parentheses. */
function readBareCall(cursor: TokenCursor): Expression | undefined {
  if (cursor.peek(1) === '(' || cursor.peek(1) === '.' || cursor.kind !== tokenKind.word) return undefined
  const { word, start } = cursor
  cursor.advance()
  const span = cursor.span(start)
  return plainCall({ function: word, nameSpan: span, args: [], span })
}
