/** EXPLAIN [ANALYZE] [VERBOSE] [FORMAT JSON] statement, and EXPLAIN (ANALYZE, VERBOSE false, FORMAT JSON) statement. */
import { QueryError } from '../../../common/errors.ts'
import { suggest } from '../../../common/suggest.ts'
import type { Statement } from '../../ast/statement.ts'
import { tokenKind } from '../../lexer/token-kind.ts'
import { startsQueryAt } from '../starts-query.ts'
import type { TokenCursor } from '../token-cursor.ts'

interface ExplainOptions {
  analyze: boolean
  verbose: boolean
  format: 'text' | 'json'
}

export function readExplain(cursor: TokenCursor): Statement {
  const { start } = cursor
  cursor.advance()
  const options: ExplainOptions = { analyze: false, verbose: false, format: 'text' }
  readBareOptions(cursor, options)
  if (cursor.isSymbol('(') && cursor.peek(1) !== '(' && !startsQueryAt(cursor, 1)) readOptionList(cursor, options)
  if (cursor.isWord('explain')) cursor.fail('a statement to explain')
  const statement = cursor.grammar.statement(cursor)
  return { kind: 'explain', ...options, statement, span: cursor.span(start) }
}

function readBareOptions(cursor: TokenCursor, options: ExplainOptions): void {
  for (;;) {
    if (cursor.acceptWord('analyze')) options.analyze = true
    else if (cursor.acceptWord('verbose')) options.verbose = true
    else if (cursor.acceptWord('format')) options.format = readFormat(cursor)
    else return
  }
}

function readOptionList(cursor: TokenCursor, options: ExplainOptions): void {
  cursor.advance()
  do readOption(cursor, options)
  while (cursor.acceptSymbol(','))
  cursor.expectSymbol(')', 'to close the options of EXPLAIN')
}

function readOption(cursor: TokenCursor, options: ExplainOptions): void {
  if (cursor.acceptWord('analyze')) options.analyze = readSwitch(cursor)
  else if (cursor.acceptWord('verbose')) options.verbose = readSwitch(cursor)
  else if (cursor.acceptWord('format')) options.format = readFormat(cursor)
  else cursor.fail('ANALYZE, VERBOSE or FORMAT', { candidates: ['ANALYZE', 'VERBOSE', 'FORMAT'] })
}

const switches: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['on', true],
  ['1', true],
  ['false', false],
  ['off', false],
  ['0', false],
])

/** An option that stands alone is on. */
function readSwitch(cursor: TokenCursor): boolean {
  if (cursor.isSymbol(',') || cursor.isSymbol(')')) return true
  const value = switches.get(cursor.value.toLowerCase())
  if (value === undefined) cursor.fail('TRUE or FALSE')
  cursor.advance()
  return value
}

function readFormat(cursor: TokenCursor): 'text' | 'json' {
  if (!cursor.isString && cursor.kind !== tokenKind.word) cursor.fail('TEXT or JSON after FORMAT')
  const { start, value } = cursor
  const format = value.toLowerCase()
  cursor.advance()
  if (format === 'text' || format === 'json') return format
  const hint = suggest(format, ['text', 'json'])
  const question = hint === undefined ? '' : ` Did you mean ${hint.toUpperCase()}?`
  throw new QueryError('SQL', `EXPLAIN has the formats TEXT and JSON, not "${value}".${question}`, { sqlOffset: start })
}
