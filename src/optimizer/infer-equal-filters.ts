/**
 * What is asked of one side of an equality holds for the other side too.
 *
 *     InnerJoin: on=[v.chrom = g.chrom]                InnerJoin: on=[v.chrom = g.chrom]
 *     --Scan: v filters=[v.chrom = 'chr1']        =>   --Scan: v filters=[v.chrom = 'chr1']
 *     --Scan: g                                        --Filter: g.chrom = 'chr1'
 *                                                      ----Scan: g
 */
import { sameType } from '../columnar/same-type.ts'
import { canFail } from '../expr/can-fail.ts'
import { conjunction } from '../expr/conjunction.ts'
import type { Expr } from '../expr/expr.ts'
import { sameExpr } from '../expr/same-expr.ts'
import type { JoinKeys, JoinType, LogicalPlan } from '../logical/logical-plan.ts'
import { filterNode } from '../logical/nodes/filter-node.ts'
import { withInputs } from '../logical/with-inputs.ts'
import { filtersOfColumn } from './filter/filters-of-column.ts'
import { isVolatile } from './is-volatile.ts'
import type { OptimizerRule, RuleContext } from './optimizer-rule.ts'
import { substituteColumns } from './substitute-columns.ts'

type Column = Expr & { readonly kind: 'column' }

export const inferEqualFilters: OptimizerRule = {
  name: 'infer_equal_filters',
  order: 'bottom-up',
  rewrite(node, context) {
    if (node.kind !== 'join' || node.on.length === 0) return node
    const pairs = node.on.flatMap(columnPair)
    const left = takesFrom.right.includes(node.joinType) ? inferred({ from: node.right, to: node.left }, pairs.map(swapped), context) : []
    const right = takesFrom.left.includes(node.joinType) ? inferred({ from: node.left, to: node.right }, pairs, context) : []
    return withInputs(node, [filtered(node.left, left), filtered(node.right, right)])
  },
}

/** The joins whose other side may lose rows that match nothing of this side. */
const takesFrom: { readonly left: readonly JoinType[]; readonly right: readonly JoinType[] } = {
  left: ['inner', 'left', 'semi', 'anti'],
  right: ['inner', 'right', 'semi'],
}

interface Pair {
  readonly from: Column
  readonly to: Column
}

/** Of one type, whose equal values are the same in everything: 0.0 and -0.0 are not. */
function columnPair({ left, right }: JoinKeys): readonly Pair[] {
  if (left.kind !== 'column' || right.kind !== 'column' || !sameType(left.type, right.type)) return []
  const { kind } = left.type
  const exact = kind !== 'float32' && kind !== 'float64' && kind !== 'interval' && kind !== 'list' && kind !== 'struct'
  return exact ? [{ from: left, to: right }] : []
}

function swapped({ from, to }: Pair): Pair {
  return { from: to, to: from }
}

/** The conjuncts over a column of `from` that do not yet hold for the column of `to` that equals it. */
function inferred(
  { from, to }: { readonly from: LogicalPlan; readonly to: LogicalPlan },
  pairs: readonly Pair[],
  { functions }: RuleContext,
): readonly Expr[] {
  const found: Expr[] = []
  for (const pair of pairs) {
    const known = filtersOfColumn(to, pair.to.id)
    if (!known) continue
    for (const conjunct of filtersOfColumn(from, pair.from.id) ?? []) {
      if (canFail(conjunct) || isVolatile(conjunct, functions)) continue
      const other = substituteColumns(conjunct, new Map([[pair.from.id, pair.to]]))
      if (![...known, ...found].some(present => sameExpr(present, other))) found.push(other)
    }
  }
  return found
}

function filtered(plan: LogicalPlan, conjuncts: readonly Expr[]): LogicalPlan {
  return conjuncts.length === 0 ? plan : filterNode(conjunction(conjuncts), plan)
}
