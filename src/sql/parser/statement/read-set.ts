/** SET name = value, SET name TO value, SET VARIABLE name = value, SET name = DEFAULT, RESET name, RESET ALL. */
import type { Expression } from '../../ast/expression.ts'
import type { Statement } from '../../ast/statement.ts'
import { tokenKind } from '../../lexer/token-kind.ts'
import { readLabel } from '../read-name.ts'
import type { TokenCursor } from '../token-cursor.ts'
import { readOptionName } from './read-option-name.ts'

export function readSet(cursor: TokenCursor): Statement {
  const { start } = cursor
  cursor.advance()
  const variable = cursor.isWord('variable') && acceptPrefix(cursor)
  if (!variable && scopes.has(cursor.word)) acceptPrefix(cursor)
  const name = readOptionName(cursor, 'the name of an option after SET')
  if (!cursor.acceptSymbol('=') && !cursor.acceptWord('to')) cursor.fail('"=" or TO after the name of the option', { candidates: ['TO'] })
  if (!variable && cursor.isWord('default')) {
    cursor.advance()
    return { kind: 'reset', name, variable: false, span: cursor.span(start) }
  }
  return { kind: 'set', name, value: variable ? cursor.readExpression() : readValue(cursor), variable, span: cursor.span(start) }
}

/** There is one session, so SET SESSION and SET GLOBAL are SET. */
const scopes: ReadonlySet<string> = new Set(['session', 'global', 'local'])

/** The word is a prefix unless it is the name that is set. */
function acceptPrefix(cursor: TokenCursor): boolean {
  const next = cursor.peek(1)
  if (next === '=' || next === 'to' || next === '.') return false
  cursor.advance()
  return true
}

/** An expression; `auto`, `on` and other single words are a name node, also where the word is reserved. */
function readValue(cursor: TokenCursor): Expression {
  const next = cursor.peek(1)
  const alone = cursor.peekKind(1) === tokenKind.end || next === ';'
  if (cursor.kind !== tokenKind.word || !alone || literalWords.has(cursor.word)) return cursor.readExpression()
  const part = readLabel(cursor, 'a value')
  return { kind: 'name', name: { parts: [part], span: part.span }, span: part.span }
}

const literalWords: ReadonlySet<string> = new Set(['true', 'false', 'null'])

/** RESET ALL has the name 'all'. */
export function readReset(cursor: TokenCursor): Statement {
  const { start } = cursor
  cursor.advance()
  if (cursor.acceptWord('all')) return { kind: 'reset', name: 'all', variable: false, span: cursor.span(start) }
  const variable = cursor.isWord('variable') && acceptPrefix(cursor)
  if (!variable && scopes.has(cursor.word)) acceptPrefix(cursor)
  const name = readOptionName(cursor, 'the name of an option or ALL after RESET')
  return { kind: 'reset', name, variable, span: cursor.span(start) }
}
