/** Whether an expression can be NULL, as far as its form tells; true where in doubt. */
import type { Field } from '../columnar/data-type.ts'
import type { Expr } from '../expr/expr.ts'

/** `fieldOf` finds the field of a column id of the input. */
export function isNullable(expr: Expr, fieldOf: (id: number) => Field | undefined): boolean {
  const any = (exprs: readonly Expr[]) => exprs.some(e => isNullable(e, fieldOf))
  switch (expr.kind) {
    case 'column':
      return fieldOf(expr.id)?.nullable ?? true
    case 'literal':
      return expr.value === null
    case 'compare':
      return any([expr.left, expr.right])
    case 'arithmetic': // x / 0 and x % 0 are NULL
      return expr.op === '/' || expr.op === '%' || any([expr.left, expr.right])
    case 'and':
    case 'or':
      return any(expr.operands)
    case 'not':
      return any([expr.operand])
    case 'is-null':
      return false
    case 'in-list':
      return any([expr.operand, ...expr.list])
    case 'like':
      return any([expr.operand, expr.pattern])
    case 'cast':
      return expr.onError === 'null' || any([expr.operand])
    case 'case':
      return expr.otherwise === undefined || any([expr.otherwise, ...expr.branches.map(branch => branch.then)])
    case 'aggregate':
      return expr.name !== 'count'
    default:
      return true
  }
}
