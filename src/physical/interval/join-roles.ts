/** Which side of an interval join is held and which streams by, and the join as it looks from there: the side that streams is the left one. */
import type { IntervalColumns, JoinType, OverlapCondition } from '../../logical/logical-plan.ts'

export interface JoinRole {
  readonly columns: IntervalColumns
  /** Column ids of the input. */
  readonly ids: readonly number[]
  /** Added to what `columns.end` holds, so that intervals are half-open: `a <= b` of integers is `a < b + 1`. */
  readonly endShift: 0 | 1
}

export interface JoinRoles {
  readonly probe: JoinRole
  readonly build: JoinRole
  readonly joinType: JoinType
}

const flipped = { inner: 'inner', left: 'right', right: 'left', full: 'full' } as const

/** A semi or anti join always holds its right side: its rows are those of the left one. */
export function joinRoles(of: {
  readonly overlap: OverlapCondition
  readonly leftIds: readonly number[]
  readonly rightIds: readonly number[]
  readonly joinType: JoinType
  readonly build: 'left' | 'right'
}): JoinRoles {
  const { overlap, joinType } = of
  const left: JoinRole = { columns: overlap.left, ids: of.leftIds, endShift: overlap.leftEndOp === '>=' ? 1 : 0 }
  const right: JoinRole = { columns: overlap.right, ids: of.rightIds, endShift: overlap.leftStartOp === '<=' ? 1 : 0 }
  if (of.build === 'right' || joinType === 'semi' || joinType === 'anti') return { probe: left, build: right, joinType }
  return { probe: right, build: left, joinType: flipped[joinType] }
}
