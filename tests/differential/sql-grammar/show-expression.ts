/** One of our expressions with every operator in parentheses, in the same spelling as `show-postgres.ts`, so that shapes compare as text. */
import type { Expression } from '../../../src/sql/ast/expression.ts'

export function showExpression(expression: Expression): string {
  const show = showExpression
  switch (expression.kind) {
    case 'null':
      return 'NULL'
    case 'boolean':
      return expression.value ? 'TRUE' : 'FALSE'
    case 'number':
      return expression.text
    case 'string':
      return `'${expression.value}'`
    case 'name':
      return expression.name.parts.map(part => part.name).join('.')
    case 'unary':
      return showUnary(expression.op, show(expression.operand))
    case 'binary-op':
      return `(${show(expression.left)} ${expression.op} ${show(expression.right)})`
    case 'logical':
      return `(${expression.operands.map(show).join(` ${expression.op.toUpperCase()} `)})`
    case 'is':
      return `(${show(expression.operand)} IS ${not(expression)}${expression.test.toUpperCase()})`
    case 'is-distinct':
      return `(${show(expression.left)} IS ${not(expression)}DISTINCT FROM ${show(expression.right)})`
    case 'between': {
      const symmetric = expression.symmetric ? 'SYMMETRIC ' : ''
      const bounds = `${show(expression.low)} AND ${show(expression.high)}`
      return `(${show(expression.operand)} ${not(expression)}BETWEEN ${symmetric}${bounds})`
    }
    case 'in-list':
      return `(${show(expression.operand)} ${not(expression)}IN (${expression.list.map(show).join(', ')}))`
    case 'like': {
      const suffix = expression.escape === undefined ? '' : ` ESCAPE ${show(expression.escape)}`
      return `(${show(expression.operand)} ${not(expression)}${expression.operator} ${show(expression.pattern)}${suffix})`
    }
    case 'quantified':
      if (!('list' in expression.right)) break
      return `(${show(expression.left)} ${expression.op} ${expression.quantifier.toUpperCase()} (${show(expression.right.list)}))`
    case 'cast':
      return `(${show(expression.operand)}::${expression.type.name})`
    case 'subscript':
      return `${show(expression.operand)}[${show(expression.index)}]`
    case 'case': {
      const branches = expression.branches.map(branch => `WHEN ${show(branch.when)} THEN ${show(branch.then)}`)
      return `(CASE ${branches.join(' ')}${expression.otherwise ? ` ELSE ${show(expression.otherwise)}` : ''} END)`
    }
    case 'call':
      return `${expression.call.name.parts.map(part => part.name).join('.')}(${expression.call.args.map(show).join(', ')})`
    default:
  }
  throw new Error(`not shown: ${expression.kind}`)
}

function not(node: { readonly negated: boolean }): string {
  return node.negated ? 'NOT ' : ''
}

/** PostgreSQL folds a sign into a number while it parses. */
function showUnary(op: string, operand: string): string {
  if (op === '-' && /^-?[\d.]+$/.test(operand)) return operand.startsWith('-') ? operand.slice(1) : `-${operand}`
  return `(${op.toUpperCase()} ${operand})`
}
