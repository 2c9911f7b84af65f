/** Windows: ([base] [PARTITION BY …] [ORDER BY …] [ROWS | RANGE | GROUPS frame [EXCLUDE …]]). */
import { QueryError } from '../../../common/errors.ts'
import type { FrameBoundClause, WindowFrameClause, WindowSpecification } from '../../ast/expression.ts'
import { readList } from '../read-list.ts'
import { readIdentifier, startsName } from '../read-name.ts'
import type { TokenCursor } from '../token-cursor.ts'
import { readOrderItems } from './read-order-items.ts'

type Unit = WindowFrameClause['unit']

const units: ReadonlyMap<string, Unit> = new Map([
  ['rows', 'rows'],
  ['range', 'range'],
  ['groups', 'groups'],
])

/** At "(". */
export function readWindowSpecification(cursor: TokenCursor): WindowSpecification {
  const outer = cursor.enter()
  const { start } = cursor
  cursor.expectSymbol('(', 'before the window')
  const isClause = units.has(cursor.word) || (cursor.isWord('partition') && cursor.peek(1) === 'by')
  const base = !isClause && startsName(cursor) ? readIdentifier(cursor, 'the name of a window') : undefined
  const partitionBy = cursor.acceptWords('partition', 'by') ? readList(cursor, inner => inner.readExpression()) : []
  const orderBy = cursor.acceptWords('order', 'by') ? readOrderItems(cursor) : []
  const unit = units.get(cursor.word)
  const frame = unit === undefined ? undefined : readFrame(cursor, unit)
  cursor.expectSymbol(')', 'to close the window')
  cursor.leaveOperand(outer)
  return { ...(base && { base }), partitionBy, orderBy, ...(frame && { frame }), span: cursor.span(start) }
}

function readFrame(cursor: TokenCursor, unit: Unit): WindowFrameClause {
  const { start: frameStart } = cursor
  cursor.advance()
  const between = cursor.acceptWord('between')
  const start = readBound(cursor)
  if (between) cursor.expectWord('and', 'between the bounds of the frame')
  const end: FrameBoundClause = between ? readBound(cursor) : { kind: 'current-row', span: start.span }
  checkBounds(start, end)
  const exclude = readExclusion(cursor)
  return { unit, start, end, exclude, span: cursor.span(frameStart) }
}

function readBound(cursor: TokenCursor): FrameBoundClause {
  const { start } = cursor
  for (const [words, kind] of fixedBounds) if (cursor.acceptWords(...words)) return { kind, span: cursor.span(start) }
  const by = cursor.readExpression()
  const kind = cursor.isWord('preceding') ? 'preceding' : 'following'
  if (!cursor.isWord(kind)) cursor.fail('PRECEDING or FOLLOWING in the frame', { candidates: ['PRECEDING', 'FOLLOWING'] })
  cursor.advance()
  return { kind, by, span: cursor.span(start) }
}

const fixedBounds = [
  [['unbounded', 'preceding'], 'unbounded-preceding'],
  [['unbounded', 'following'], 'unbounded-following'],
  [['current', 'row'], 'current-row'],
] as const

const boundOrder = ['unbounded-preceding', 'preceding', 'current-row', 'following', 'unbounded-following']

/** The combinations that the SQL standard rules out. The numbers in two bounds of one kind are compared when the query runs. */
function checkBounds(start: FrameBoundClause, end: FrameBoundClause): void {
  if (start.kind === 'unbounded-following') {
    throw new QueryError('SQL', 'A frame cannot start at UNBOUNDED FOLLOWING.', { sqlOffset: start.span.start })
  }
  if (end.kind === 'unbounded-preceding') {
    throw new QueryError('SQL', 'A frame cannot end at UNBOUNDED PRECEDING.', { sqlOffset: end.span.start })
  }
  if (boundOrder.indexOf(end.kind) < boundOrder.indexOf(start.kind)) {
    throw new QueryError('SQL', 'The frame ends before it starts. Swap its bounds.', { sqlOffset: start.span.start })
  }
}

function readExclusion(cursor: TokenCursor): WindowFrameClause['exclude'] {
  if (!cursor.acceptWord('exclude')) return 'no-others'
  if (cursor.acceptWords('current', 'row')) return 'current-row'
  if (cursor.acceptWord('group')) return 'group'
  if (cursor.acceptWord('ties')) return 'ties'
  if (cursor.acceptWords('no', 'others')) return 'no-others'
  cursor.fail('CURRENT ROW, GROUP, TIES or NO OTHERS after EXCLUDE')
}
