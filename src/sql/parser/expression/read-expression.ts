/** Expressions by operator precedence: an operand, then every operator that binds tightly enough (Pratt's method). */
import { QueryError } from '../../../common/errors.ts'
import type { Expression } from '../../ast/expression.ts'
import type { TokenCursor } from '../token-cursor.ts'
import { infixAt } from './infix.ts'
import type { LeftSide } from './left-side.ts'
import { readPostfixes } from './read-postfixes.ts'
import { readPrimary } from './read-primary.ts'

export function readExpression(cursor: TokenCursor): Expression {
  const outer = cursor.enter()
  const start = cursor.start
  const expression = readOperators(cursor, { expression: readPrimary(cursor), start }, 0)
  cursor.leave(outer)
  return expression
}

export function readOperand(cursor: TokenCursor, minPower: number): Expression {
  const outer = cursor.enter()
  const start = cursor.start
  const expression = readOperators(cursor, { expression: readPrimary(cursor), start }, minPower)
  cursor.leaveOperand(outer)
  return expression
}

/** `start` is where the left side begins, which is before its span where it stands in parentheses. */
function readOperators(cursor: TokenCursor, left: LeftSide, minPower: number): Expression {
  const { start } = left
  let { expression } = left
  // The power of a non-associative operator that was just read with an open right side: the same power may not follow it.
  let closedPower = 0
  for (;;) {
    const infix = infixAt(cursor)
    if (infix === undefined || infix.power < minPower) return expression
    if (infix.power === closedPower) throw doesNotChain(cursor)
    const read = infix.read(cursor, { expression, start })
    expression = read.expression
    closedPower = read.closes ? infix.power : 0
    cursor.grow()
  }
}

function doesNotChain(cursor: TokenCursor): QueryError {
  const operator = cursor.text.slice(cursor.start, cursor.end).toUpperCase()
  const message = `"${operator}" cannot follow another comparison directly. Put one of the two in parentheses, or join them with AND.`
  return new QueryError('SQL', message, { sqlOffset: cursor.start })
}

/** After a parenthesised operand: what hangs on it, then operators. */
export function readAfterPrimary(cursor: TokenCursor, left: LeftSide): Expression {
  return readOperators(cursor, { expression: readPostfixes(cursor, left), start: left.start }, 0)
}
