/** Whether comparisons of one expression with literals can never hold together: x = 1 AND x = 2, x < 3 AND x > 5. */
import type { ComparisonOperator, Expr } from '../../expr/expr.ts'
import { scalarOfLiteral } from '../../expr/literal.ts'
import { exprKey } from './expr-key.ts'

/** Texts are compared for equality only: SQL orders them by bytes, JavaScript by UTF-16 units. */
type Value = number | bigint | string

interface Bound {
  readonly op: ComparisonOperator
  readonly value: Value
}

export function contradict(conjuncts: readonly Expr[]): boolean {
  const byExpr = new Map<string, Bound[]>()
  for (const conjunct of conjuncts) {
    const bound = conjunct.kind === 'compare' ? boundOf(conjunct) : undefined
    if (!bound || conjunct.kind !== 'compare') continue
    const key = exprKey(conjunct.left)
    const bounds = byExpr.get(key)
    if (bounds) bounds.push(bound)
    else byExpr.set(key, [bound])
  }
  return [...byExpr.values()].some(exclude)
}

function boundOf({ op, right }: Expr & { readonly kind: 'compare' }): Bound | undefined {
  if (right.kind !== 'literal') return undefined
  const value = scalarOfLiteral(right)
  const comparable = typeof value === 'bigint' || typeof value === 'string' || (typeof value === 'number' && !Number.isNaN(value))
  return comparable ? { op, value } : undefined
}

/** Bounds of one expression, whose literals therefore have one type. */
function exclude(bounds: readonly Bound[]): boolean {
  const equal = bounds.find(bound => bound.op === '=')
  if (equal) return bounds.some(bound => !holds(equal.value, bound))
  const low = tightest(bounds, ['>', '>='])
  const high = tightest(bounds, ['<', '<='])
  if (!low || !high || typeof low.value === 'string' || typeof high.value === 'string') return false
  return low.value > high.value || (low.value === high.value && (low.op === '>' || high.op === '<'))
}

/** The one that lets least pass; where values are equal, the strict one. */
function tightest(bounds: readonly Bound[], [strict, loose]: readonly [ComparisonOperator, ComparisonOperator]): Bound | undefined {
  let best: Bound | undefined
  for (const bound of bounds) {
    if (bound.op !== strict && bound.op !== loose) continue
    const tighter = best && (strict === '>' ? bound.value > best.value : bound.value < best.value)
    if (!best || tighter || (bound.value === best.value && bound.op === strict)) best = bound
  }
  return best
}

/** True where it is not known. */
function holds(value: Value, { op, value: other }: Bound): boolean {
  if (op === '=') return value === other
  if (op === '<>') return value !== other
  if (typeof value === 'string' || typeof other === 'string') return true
  if (op === '<') return value < other
  if (op === '<=') return value <= other
  return op === '>' ? value > other : value >= other
}
