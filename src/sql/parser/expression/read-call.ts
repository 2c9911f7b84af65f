/** Function calls: plain and named arguments, *, DISTINCT, ORDER BY inside, lambdas, WITHIN GROUP, FILTER, IGNORE NULLS, OVER. */
import type { Expression, FunctionCall, OrderItem } from '../../ast/expression.ts'
import type { Identifier, QualifiedName } from '../../ast/identifier.ts'
import { reservedWords } from '../../keywords.ts'
import { tokenKind } from '../../lexer/token-kind.ts'
import { readIdentifier, readLabel } from '../read-name.ts'
import type { TokenCursor } from '../token-cursor.ts'
import { readLambda, startsLambda } from './read-lambda.ts'
import { readOrderItems } from './read-order-items.ts'
import { readWindowSpecification } from './read-window.ts'

interface Arguments {
  readonly args: readonly Expression[]
  readonly named: FunctionCall['named']
  readonly star: boolean
  readonly distinct: boolean
  readonly orderBy: readonly OrderItem[]
  readonly ignoreNulls: boolean
}

/** At "(" after the function's name. */
export function readCall(cursor: TokenCursor, name: QualifiedName): FunctionCall {
  const outer = cursor.enter()
  const inside = readArguments(cursor)
  const withinGroup = readWithinGroup(cursor)
  const filter = readFilter(cursor)
  const ignoreNulls = readNullTreatment(cursor) ?? inside.ignoreNulls
  const over = readOver(cursor)
  const orderBy = withinGroup ?? inside.orderBy
  cursor.leaveOperand(outer)
  return {
    name,
    ...inside,
    orderBy,
    ignoreNulls,
    ...(filter && { filter }),
    ...(over && { over }),
    span: cursor.span(name.span.start),
  }
}

/** At "(": what is needed where only arguments may stand, as in CALL. */
export function readArguments(cursor: TokenCursor): Arguments {
  cursor.advance()
  const none = { args: [], named: [], star: false, distinct: false, orderBy: [], ignoreNulls: false }
  if (cursor.acceptSymbol(')')) return none
  if (cursor.acceptSymbol('*')) {
    cursor.expectSymbol(')', 'after "*"')
    return { ...none, star: true }
  }
  const distinct = cursor.acceptWord('distinct')
  if (!distinct) cursor.acceptWord('all')
  const args: Expression[] = []
  const named: FunctionCall['named'][number][] = []
  do readArgument(cursor, { args, named })
  while (cursor.acceptSymbol(','))
  const orderBy = cursor.acceptWords('order', 'by') ? readOrderItems(cursor) : []
  const ignoreNulls = readNullTreatment(cursor) ?? false
  cursor.expectSymbol(')', 'to close the call')
  return { args, named, star: false, distinct, orderBy, ignoreNulls }
}

function readArgument(cursor: TokenCursor, into: { readonly args: Expression[]; readonly named: FunctionCall['named'][number][] }): void {
  const arrow = cursor.peek(1)
  if (arrow === '=>' || arrow === ':=') {
    const name = readLabel(cursor, 'the name of the argument')
    cursor.advance()
    into.named.push({ name, value: cursor.readExpression() })
    return
  }
  if (into.named.length > 0) cursor.fail('a named argument: one without a name cannot follow one with a name')
  into.args.push(startsLambda(cursor) ? readLambda(cursor) : cursor.readExpression())
}

function readWithinGroup(cursor: TokenCursor): readonly OrderItem[] | undefined {
  if (!cursor.isWord('within') || cursor.peek(1) !== 'group') return undefined
  cursor.acceptWords('within', 'group')
  cursor.expectSymbol('(', 'after WITHIN GROUP')
  cursor.expectWord('order', 'BY in WITHIN GROUP')
  cursor.expectWord('by', 'after ORDER')
  const orderBy = readOrderItems(cursor)
  cursor.expectSymbol(')', 'to close WITHIN GROUP')
  return orderBy
}

/** FILTER is also a name (`SELECT count(*) filter FROM t`), so the parenthesis decides. */
function readFilter(cursor: TokenCursor): Expression | undefined {
  if (!cursor.isWord('filter') || cursor.peek(1) !== '(') return undefined
  cursor.advance()
  cursor.advance()
  cursor.acceptWord('where')
  const condition = cursor.readExpression()
  cursor.expectSymbol(')', 'to close FILTER')
  return condition
}

function readNullTreatment(cursor: TokenCursor): boolean | undefined {
  if (cursor.acceptWords('ignore', 'nulls')) return true
  return cursor.acceptWords('respect', 'nulls') ? false : undefined
}

/** OVER is also a name, so what follows decides: a parenthesis, or the name of a window. */
function readOver(cursor: TokenCursor): FunctionCall['over'] | undefined {
  if (!cursor.isWord('over')) return undefined
  if (cursor.peek(1) === '(') {
    cursor.advance()
    return readWindowSpecification(cursor)
  }
  const next = cursor.peekKind(1)
  if (next !== tokenKind.quotedName && (next !== tokenKind.word || reservedWords.has(cursor.peek(1)))) return undefined
  cursor.advance()
  const window: Identifier = readIdentifier(cursor, 'the name of a window')
  return window
}
