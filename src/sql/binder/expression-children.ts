/** The expressions directly inside a written one, without those of subqueries. */
import type { Expression, FunctionCall, WindowSpecification } from '../ast/expression.ts'

export function childExpressions(node: Expression): readonly Expression[] {
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
      return present([node.operand, node.pattern, node.escape])
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
      return present([node.operand, node.from, node.to, node.step])
    case 'lambda':
      return [node.body]
    case 'star':
      return node.replace.map(({ expression }) => expression)
    default:
      return []
  }
}

function callExpressions(call: FunctionCall): readonly Expression[] {
  const over = call.over && 'partitionBy' in call.over ? windowExpressions(call.over) : []
  return present([...call.args, ...call.named.map(arg => arg.value), ...call.orderBy.map(item => item.expression), call.filter, ...over])
}

export function windowExpressions({ partitionBy, orderBy, frame }: WindowSpecification): readonly Expression[] {
  const bounds = frame ? [frame.start, frame.end].flatMap(bound => ('by' in bound ? [bound.by] : [])) : []
  return [...partitionBy, ...orderBy.map(item => item.expression), ...bounds]
}

function present(expressions: readonly (Expression | undefined)[]): readonly Expression[] {
  return expressions.filter(expression => expression !== undefined)
}
