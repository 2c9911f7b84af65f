/** NOT moves inwards: comparisons turn round, AND and OR change places (both keep their order), NOT NOT goes. */
import type { ComparisonOperator, Expr } from '../../expr/expr.ts'

const opposites: { readonly [op in ComparisonOperator]: ComparisonOperator } = {
  '=': '<>',
  '<>': '=',
  '<': '>=',
  '<=': '>',
  '>': '<=',
  '>=': '<',
}

/** What NOT makes of an operand. */
export function negation(operand: Expr): Expr {
  switch (operand.kind) {
    case 'not':
      return operand.operand
    case 'compare':
      return { ...operand, op: opposites[operand.op] }
    case 'and':
    case 'or':
      return { kind: operand.kind === 'and' ? 'or' : 'and', operands: operand.operands.map(negation) }
    default:
      return { kind: 'not', operand }
  }
}
