/** Whether comparisons of one expression with literals can never hold together: x = 1 AND x = 2, x < 3 AND x > 5. */
import type { Scalar } from '../../columnar/scalar.ts'
import type { ComparisonOperator, Expr } from '../../expr/expr.ts'
import { scalarOfLiteral } from '../../expr/literal.ts'
import { sameExpr } from '../../expr/same-expr.ts'

interface Bound {
  readonly expr: Expr
  readonly op: ComparisonOperator
  readonly value: number | bigint | string
}

export function contradict(conjuncts: readonly Expr[]): boolean {
  const bounds = conjuncts.flatMap(boundOf)
  return bounds.some((bound, i) => bounds.slice(i + 1).some(other => sameExpr(bound.expr, other.expr) && exclude(bound, other)))
}

function boundOf(expr: Expr): readonly Bound[] {
  if (expr.kind !== 'compare' || expr.right.kind !== 'literal') return []
  const value: Scalar = scalarOfLiteral(expr.right)
  const comparable = typeof value === 'bigint' || typeof value === 'string' || (typeof value === 'number' && !Number.isNaN(value))
  return comparable ? [{ expr: expr.left, op: expr.op, value }] : []
}

function exclude(a: Bound, b: Bound): boolean {
  if (typeof a.value !== typeof b.value) return false
  if (a.op === '=') return !holds(a.value, b.op, b.value)
  if (b.op === '=') return !holds(b.value, a.op, a.value)
  const [low, high] = isLower(a) ? [a, b] : [b, a]
  // Texts are compared for equality only: SQL orders them by bytes, JavaScript by UTF-16 units.
  if (!isLower(low) || !isUpper(high) || typeof low.value === 'string' || typeof high.value === 'string') return false
  return low.value > high.value || (low.value === high.value && (low.op === '>' || high.op === '<'))
}

function isLower({ op }: Bound): boolean {
  return op === '>' || op === '>='
}

function isUpper({ op }: Bound): boolean {
  return op === '<' || op === '<='
}

/** True where it is not known. */
function holds(value: Bound['value'], op: ComparisonOperator, other: Bound['value']): boolean {
  if (op === '=') return value === other
  if (op === '<>') return value !== other
  if (typeof value === 'string' || typeof other === 'string') return true
  if (op === '<') return value < other
  if (op === '<=') return value <= other
  return op === '>' ? value > other : value >= other
}
