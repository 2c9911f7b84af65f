/** The largest parts that stand more than once among some expressions. */
import { childrenOf } from '../../expr/children-of.ts'
import type { Expr } from '../../expr/expr.ts'
import { exprKey } from '../simplify/expr-key.ts'

export interface RepeatedExpression {
  readonly expr: Expr
  readonly places: ReadonlySet<Expr>
  /** Some place is computed for every row, whatever the others are: no CASE, AND, OR or function that may leave arguments out is around it. */
  readonly isAlwaysComputed: boolean
}

/** Larger expressions are not searched: their parts would take longer to compare than to compute. */
const MOST_PARTS = 400

interface Place {
  readonly expr: Expr
  readonly isAlwaysComputed: boolean
}

export function repeatedExpressions(exprs: readonly Expr[]): readonly RepeatedExpression[] {
  const keys = new Map<Expr, string>()
  const counts = new Map<string, number>()
  let parts = 0
  const count = (expr: Expr) => {
    if (++parts > MOST_PARTS || expr.kind === 'lambda') return
    for (const child of childrenOf(expr)) count(child)
    if (isLeaf(expr)) return
    const key = keys.get(expr) ?? exprKey(expr)
    keys.set(expr, key)
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  for (const expr of exprs) count(expr)
  if (parts > MOST_PARTS) return []
  const found = new Map<string, Place[]>()
  const collect = (expr: Expr, isAlwaysComputed: boolean) => {
    const key = keys.get(expr)
    if (key === undefined) return
    if ((counts.get(key) ?? 0) > 1 && expr.kind !== 'aggregate') {
      const places = found.get(key) ?? []
      places.push({ expr, isAlwaysComputed })
      found.set(key, places)
      return
    }
    for (const child of childrenOf(expr)) collect(child, isAlwaysComputed && !leavesOut(expr))
  }
  for (const expr of exprs) collect(expr, true)
  // One that stands once beside a larger one that is repeated is computed there and in it.
  return [...found.values()].filter(places => places.length > 1).map(repeated)
}

function repeated(places: readonly Place[]): RepeatedExpression {
  const [first] = places
  return {
    expr: first!.expr, // there are two at least
    places: new Set(places.map(place => place.expr)),
    isAlwaysComputed: places.some(place => place.isAlwaysComputed),
  }
}

function isLeaf({ kind }: Expr): boolean {
  return kind === 'column' || kind === 'literal' || kind === 'lambda-parameter' || kind === 'parameter' || kind === 'outer-column'
}

/** Whether some row may do without some of its parts. */
function leavesOut(expr: Expr): boolean {
  const { kind } = expr
  return (
    kind === 'case' ||
    kind === 'and' ||
    kind === 'or' ||
    kind === 'call' ||
    kind === 'in-list' ||
    (kind === 'aggregate' && expr.filter !== undefined)
  )
}
