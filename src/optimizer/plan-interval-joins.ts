/**
 * Recognises joins whose condition asks whether two intervals overlap.
 *
 *   InnerJoin: on=[a.chrom = b.chrom], residual=a.start <= b.end AND a.end >= b.start AND a.qual > b.score
 * becomes
 *   IntervalInnerJoin: on=[a.chrom = b.chrom], overlap=[a.start <= b.end, a.end >= b.start], residual=a.qual > b.score
 */

import { isInteger } from '../expr/coercion.ts'
import { columnsOf } from '../expr/columns-of.ts'
import { conjunction } from '../expr/conjunction.ts'
import type { Expr } from '../expr/expr.ts'
import { splitConjunction } from '../expr/split-conjunction.ts'
import { typeOf } from '../expr/type-of.ts'
import type { LogicalPlan, OverlapCondition } from '../logical/logical-plan.ts'
import type { NodeOf } from '../logical/node-of.ts'
import type { OptimizerRule } from './optimizer-rule.ts'

export const planIntervalJoins: OptimizerRule = {
  name: 'plan_interval_joins',
  order: 'bottom-up',
  rewrite: node =>
    node.kind === 'join' && node.residual && !node.on.some(pair => pair.nullsEqual)
      ? intervalJoin(node, splitConjunction(node.residual))
      : node,
}

/** One side of the overlap: an expression of the left input compared with one of the right input. */
interface Bound {
  /** Its place among the conjuncts. */
  readonly place: number
  readonly left: Expr
  readonly op: '<' | '<=' | '>' | '>='
  readonly right: Expr
}

function intervalJoin(node: NodeOf<'join'>, conjuncts: readonly Expr[]): LogicalPlan {
  const bounds = conjuncts.flatMap((conjunct, place) => {
    const bound = boundOf(conjunct, place, node)
    return bound ? [bound] : []
  })
  const below = bounds.filter(bound => bound.op === '<' || bound.op === '<=')
  const above = bounds.filter(bound => bound.op === '>' || bound.op === '>=')
  const [startBound, endBound] = choosePair(below, above)
  if (!startBound || !endBound) return node
  const residual = conjuncts.filter((_, place) => place !== startBound.place && place !== endBound.place)
  const overlap: OverlapCondition = {
    left: { keys: node.on.map(pair => pair.left), start: startBound.left, end: endBound.left },
    right: { keys: node.on.map(pair => pair.right), start: endBound.right, end: startBound.right },
    leftStartOp: startBound.op === '<' ? '<' : '<=',
    leftEndOp: endBound.op === '>' ? '>' : '>=',
  }
  const { joinType, left, right, schema, ids } = node
  return {
    kind: 'interval-join',
    joinType,
    overlap,
    ...(residual.length > 0 && { residual: conjunction(residual) }),
    left,
    right,
    schema,
    ids,
  }
}

const mirrored = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const

/** `left op right` with the left input's expression on the left, both integers: on these `<=` can be made `<`. */
function boundOf(conjunct: Expr, place: number, node: NodeOf<'join'>): Bound | undefined {
  if (conjunct.kind !== 'compare' || conjunct.op === '=' || conjunct.op === '<>') return undefined
  if (!isInteger(typeOf(conjunct.left)) || !isInteger(typeOf(conjunct.right))) return undefined
  if (belongs(conjunct.left, node.left) && belongs(conjunct.right, node.right))
    return { place, left: conjunct.left, op: conjunct.op, right: conjunct.right }
  if (belongs(conjunct.left, node.right) && belongs(conjunct.right, node.left))
    return { place, left: conjunct.right, op: mirrored[conjunct.op], right: conjunct.left }
  return undefined
}

function belongs(expr: Expr, side: LogicalPlan): boolean {
  const columns = columnsOf(expr)
  return columns.length > 0 && columns.every(id => side.ids.includes(id))
}

/**
 * Any two opposite bounds make an interval join with the right rows. Of several pairs the one that narrows most is wanted: it has a start on one side
 * and an end on the other, and does not compare the same two columns twice (`a.start >= b.start AND a.start <= b.start`).
 */
function choosePair(below: readonly Bound[], above: readonly Bound[]): readonly [Bound?, Bound?] {
  let best: readonly [Bound?, Bound?] = []
  let bestScore = -1
  for (const startBound of below) {
    for (const endBound of above) {
      const score =
        looksLike(startBound.left, 'start') +
        looksLike(startBound.right, 'end') +
        looksLike(endBound.left, 'end') +
        looksLike(endBound.right, 'start')
      if (score > bestScore) {
        best = [startBound, endBound]
        bestScore = score
      }
    }
  }
  return best
}

/** Names as the formats and common tables have them; only a preference, never a condition. */
const names = { start: /start|begin|pos|left|from/i, end: /end|stop|pos|right|to$/i }

function looksLike(expr: Expr, role: 'start' | 'end'): number {
  if (expr.kind === 'column') return names[role].test(expr.name) ? 1 : 0
  if (expr.kind === 'cast') return looksLike(expr.operand, role)
  return expr.kind === 'arithmetic' ? Math.max(looksLike(expr.left, role), looksLike(expr.right, role)) : 0
}
