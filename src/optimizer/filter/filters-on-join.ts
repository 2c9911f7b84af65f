/** Conjuncts over one side of a join filter that side; those over both join an inner join's condition. */
import { canFail } from '../../expr/can-fail.ts'
import { columnsOf } from '../../expr/columns-of.ts'
import { conjunction } from '../../expr/conjunction.ts'
import type { Expr } from '../../expr/expr.ts'
import { splitConjunction } from '../../expr/split-conjunction.ts'
import type { JoinType, LogicalPlan } from '../../logical/logical-plan.ts'
import { intervalJoinNode } from '../../logical/nodes/interval-join-node.ts'
import { joinNode } from '../../logical/nodes/join-node.ts'
import { distribute, type FilterSplit } from './filter-split.ts'

type Join = LogicalPlan & { readonly kind: 'join' | 'interval-join' }
type Side = 'left' | 'right'

/** A join, and what of its own condition can be asked of one side alone. */
export interface JoinCondition {
  readonly join: Join
  readonly left: readonly Expr[]
  readonly right: readonly Expr[]
}

/** Rows of a preserved side come out whatever the condition says, so the condition must not filter them before. */
const conditionFilters: { readonly [type in JoinType]: readonly Side[] } = {
  inner: ['left', 'right'],
  left: ['right'],
  right: ['left'],
  full: [],
  semi: ['left', 'right'],
  anti: ['right'],
}

/** Above the join the columns of a side that may be all NULL are not those of its input. */
const filtersAbove: { readonly [type in JoinType]: readonly Side[] } = {
  inner: ['left', 'right'],
  left: ['left'],
  right: ['right'],
  full: [],
  semi: ['left'],
  anti: ['left'],
}

export function residualOfJoin(join: Join): JoinCondition {
  if (!join.residual) return { join, left: [], right: [] }
  const conjuncts = splitConjunction(join.residual)
  const { moved, kept } = distribute(conjuncts, sideChooser(join, conditionFilters[join.joinType]), 'node-removes-rows')
  if (moved.length === 0) return { join, left: [], right: [] }
  const residual = kept.length === 0 ? undefined : conjunction(kept)
  return { join: withResidual(join, residual), left: forSide(moved, 'left'), right: forSide(moved, 'right') }
}

export function filtersOnJoin({ join, left, right }: JoinCondition, conjuncts: readonly Expr[]): FilterSplit {
  const { moved, kept } = distribute(conjuncts, sideChooser(join, filtersAbove[join.joinType]), 'node-removes-rows')
  const absorbed = join.joinType === 'inner' ? absorbable(kept) : []
  const node = absorbed.length === 0 ? join : withResidual(join, conjunction(join.residual ? [join.residual, ...absorbed] : absorbed))
  return {
    node,
    below: [
      [...left, ...forSide(moved, 'left')],
      [...right, ...forSide(moved, 'right')],
    ],
    kept: kept.slice(absorbed.length),
  }
}

/** Those before the first that can fail; the condition of a join has no order that would guard it. */
function absorbable(conjuncts: readonly Expr[]): readonly Expr[] {
  const failing = conjuncts.findIndex(canFail)
  return failing < 0 ? conjuncts : conjuncts.slice(0, failing)
}

function withResidual(join: Join, residual: Expr | undefined): Join {
  const { joinType, left, right } = join
  if (join.kind === 'interval-join') return intervalJoinNode({ ...join, residual })
  return joinNode({ joinType, on: join.on, residual, left, right })
}

/** Conjuncts without columns stay: they say the same of every row. */
function sideChooser(join: Join, sides: readonly Side[]): (conjunct: Expr) => Side | undefined {
  const ids = { left: new Set(join.left.ids), right: new Set(join.right.ids) }
  return conjunct => {
    const columns = columnsOf(conjunct)
    return columns.length === 0 ? undefined : sides.find(side => columns.every(id => ids[side].has(id)))
  }
}

function forSide(moved: readonly { readonly target: Side; readonly conjunct: Expr }[], side: Side): readonly Expr[] {
  return moved.filter(({ target }) => target === side).map(({ conjunct }) => conjunct)
}
