/** The first part of a written expression that a test accepts, outside of subqueries. */
import type { Expression, FunctionCall } from '../ast/expression.ts'

export function findExpression(expression: Expression, accept: (node: Expression) => boolean): Expression | undefined {
  if (accept(expression)) return expression
  for (const child of childExpressions(expression)) {
    const found = findExpression(child, accept)
    if (found) return found
  }
  return undefined
}

function childExpressions(node: Expression): readonly Expression[] {
  switch (node.kind) {
    case 'unary':
    case 'is':
    case 'cast':
    case 'field':
    case 'extract':
    case 'in-query':
      return [node.operand]
    case 'binary-op':
    case 'is-distinct':
      return [node.left, node.right]
    case 'logical':
      return node.operands
    case 'between':
      return [node.operand, node.low, node.high]
    case 'in-list':
      return [node.operand, ...node.list]
    case 'like':
      return [node.operand, node.pattern]
    case 'quantified':
      return 'list' in node.right ? [node.left, node.right.list] : [node.left]
    case 'case':
      return present([node.operand, ...node.branches.flatMap(branch => [branch.when, branch.then]), node.otherwise])
    case 'call':
      return callExpressions(node.call)
    case 'list':
    case 'row':
      return node.items
    case 'struct':
      return node.fields.map(field => field.value)
    case 'subscript':
      return [node.operand, node.index]
    case 'slice':
      return present([node.operand, node.from, node.to])
    case 'lambda':
      return [node.body]
    default:
      return []
  }
}

function callExpressions(call: FunctionCall): readonly Expression[] {
  return present([...call.args, ...call.named.map(arg => arg.value), ...call.orderBy.map(item => item.expression), call.filter])
}

function present(expressions: readonly (Expression | undefined)[]): readonly Expression[] {
  return expressions.filter(expression => expression !== undefined)
}
