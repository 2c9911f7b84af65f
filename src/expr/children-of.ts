/** The expressions directly inside one, in evaluation order. */
import type { Expr, SortKey } from './expr.ts'

export function childrenOf(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case 'column':
    case 'literal':
    case 'parameter':
    case 'outer-column':
    case 'lambda-parameter':
      return []
    case 'field':
    case 'not':
    case 'is-null':
    case 'cast':
      return [expr.operand]
    case 'lambda':
      return [expr.body]
    case 'compare':
    case 'arithmetic':
      return [expr.left, expr.right]
    case 'and':
    case 'or':
      return expr.operands
    case 'in-list':
      return [expr.operand, ...expr.list]
    case 'like':
      return [expr.operand, expr.pattern]
    case 'case': {
      const inside = expr.branches.flatMap(branch => [branch.when, branch.then])
      return expr.otherwise ? [...inside, expr.otherwise] : inside
    }
    case 'call':
    case 'subquery':
      return expr.args
    case 'aggregate': {
      const filter = expr.filter ? [expr.filter] : []
      return [...expr.args, ...filter, ...keysOf(expr.orderBy ?? [])]
    }
    case 'window': {
      const bounds = [expr.frame.start, expr.frame.end].flatMap(bound => ('by' in bound ? [bound.by] : []))
      return [expr.call, ...expr.partitionBy, ...keysOf(expr.orderBy), ...bounds]
    }
  }
}

function keysOf(keys: readonly SortKey[]): readonly Expr[] {
  return keys.map(key => key.expr)
}
