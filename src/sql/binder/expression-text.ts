/** A written expression as SQL text in one spelling: what names a column without AS. */
import { unreachable } from '../../common/unreachable.ts'
import type { BinaryOperator, Expression, FunctionCall, OrderItem } from '../ast/expression.ts'
import type { QualifiedName, TypeName } from '../ast/identifier.ts'
import { power } from '../parser/expression/power.ts'
import type { ExpressionOf } from './expression-of.ts'

/** `expanded` is the column that COLUMNS(…) stands for. */
export function expressionText(expression: Expression, expanded?: string): string {
  return text(expression, expanded)
}

type Expanded = string | undefined

function text(node: Expression, expanded: Expanded): string {
  const list = (items: readonly Expression[]) => items.map(item => text(item, expanded)).join(', ')
  const within = (operand: Expression, level: number) => {
    const inner = text(operand, expanded)
    return levelOf(operand) < level ? `(${inner})` : inner
  }
  switch (node.kind) {
    case 'null':
      return 'NULL'
    case 'default':
      return 'DEFAULT'
    case 'boolean':
      return node.value ? 'true' : 'false'
    case 'number':
      return node.text
    case 'string':
      return quoted(node.value)
    case 'binary':
      return `x'${node.hex}'`
    case 'typed-literal':
      return `${node.type.name} ${quoted(node.value)}`
    case 'parameter':
      return `$${node.index + 1}`
    case 'name':
      return nameText(node.name)
    case 'star':
      return node.qualifier ? `${nameText(node.qualifier)}.*` : '*'
    case 'columns':
      return expanded ?? `COLUMNS(${text(node.pattern, expanded)})`
    case 'unary':
      return node.op === 'not' ? `NOT ${within(node.operand, power.not)}` : `${node.op}${within(node.operand, power.sign)}`
    case 'binary-op':
      return `${within(node.left, levelOf(node))} ${node.op} ${within(node.right, levelOf(node) + 1)}`
    case 'logical':
      return node.operands.map(operand => within(operand, levelOf(node) + 1)).join(` ${node.op.toUpperCase()} `)
    case 'is':
      return `${within(node.operand, power.is + 1)} IS ${not(node)}${node.test.toUpperCase()}`
    case 'is-distinct':
      return `${within(node.left, power.is + 1)} IS ${not(node)}DISTINCT FROM ${within(node.right, power.is + 1)}`
    case 'between': {
      const [operand, low, high] = [node.operand, node.low, node.high].map(part => within(part, power.membership + 1))
      return `${operand} ${not(node)}BETWEEN ${node.symmetric ? 'SYMMETRIC ' : ''}${low} AND ${high}`
    }
    case 'in-list':
      return `${within(node.operand, power.membership + 1)} ${not(node)}IN (${list(node.list)})`
    case 'in-query':
      return `${within(node.operand, power.membership + 1)} ${not(node)}IN (…)`
    case 'like':
      return likeText(node, within)
    case 'exists':
      return 'EXISTS (…)'
    case 'quantified':
      return `${within(node.left, power.comparison + 1)} ${node.op} ${node.quantifier.toUpperCase()} (…)`
    case 'subquery':
      return '(…)'
    case 'cast':
      return `${node.onError === 'null' ? 'TRY_CAST' : 'CAST'}(${text(node.operand, expanded)} AS ${typeText(node.type)})`
    case 'case':
      return caseText(node, expanded)
    case 'call':
      return callText(node.call, expanded)
    case 'list':
      return `[${list(node.items)}]`
    case 'struct':
      return `{${node.fields.map(({ name, value }) => `${quoted(name.name)}: ${text(value, expanded)}`).join(', ')}}`
    case 'row':
      return `(${list(node.items)})`
    case 'subscript':
      return `${within(node.operand, power.sign + 1)}[${text(node.index, expanded)}]`
    case 'slice': {
      const [from, to] = [node.from, node.to].map(end => (end ? text(end, expanded) : ''))
      const step = node.step ? `:${text(node.step, expanded)}` : ''
      return `${within(node.operand, power.sign + 1)}[${from}:${to || !step ? to : '-'}${step}]`
    }
    case 'field':
      return `${within(node.operand, power.sign + 1)}.${node.name.name}`
    case 'extract':
      return `EXTRACT(${node.part} FROM ${text(node.operand, expanded)})`
    case 'lambda':
      return `${node.parameters.map(parameter => parameter.name).join(', ')} -> ${text(node.body, expanded)}`
    default:
      return unreachable(node)
  }
}

const binaryLevels: ReadonlyMap<BinaryOperator, number> = new Map([
  ...(['=', '<>', '<', '<=', '>', '>='] as const).map(op => [op, power.comparison] as const),
  ...(['+', '-'] as const).map(op => [op, power.sum] as const),
  ...(['*', '/', '//', '%'] as const).map(op => [op, power.product] as const),
  ['^', power.exponent],
])

function levelOf(node: Expression): number {
  switch (node.kind) {
    case 'logical':
      return node.op === 'or' ? power.or : power.and
    case 'unary':
      return node.op === 'not' ? power.not : power.sign
    case 'binary-op':
      return binaryLevels.get(node.op) ?? power.other
    case 'is':
    case 'is-distinct':
      return power.is
    case 'quantified':
      return power.comparison
    case 'between':
    case 'in-list':
    case 'in-query':
    case 'like':
      return power.membership
    default:
      return Number.POSITIVE_INFINITY
  }
}

function not({ negated }: { readonly negated: boolean }): string {
  return negated ? 'NOT ' : ''
}

function quoted(value: string): string {
  return `'${value.replaceAll("'", "''")}'`
}

function nameText(name: QualifiedName): string {
  return name.parts.map(part => part.name).join('.')
}

function typeText(type: TypeName): string {
  const parameters = type.parameters.length > 0 ? `(${type.parameters.join(', ')})` : ''
  const fields = type.fields ? `(${type.fields.map(field => `${field.name.name} ${typeText(field.type)}`).join(', ')})` : ''
  return `${type.name}${parameters}${fields}${'[]'.repeat(type.arrayDepth)}`
}

const likeWords = { like: 'LIKE', ilike: 'ILIKE', similar: 'SIMILAR TO', regex: '~', 'regex-insensitive': '~*', glob: 'GLOB' } as const

function likeText(node: ExpressionOf<'like'>, within: (operand: Expression, level: number) => string): string {
  const symbol = node.operator === 'regex' || node.operator === 'regex-insensitive'
  const word = `${node.negated ? (symbol ? '!' : 'NOT ') : ''}${likeWords[node.operator]}`
  const escaped = node.escape ? ` ESCAPE ${within(node.escape, power.membership + 1)}` : ''
  return `${within(node.operand, power.membership + 1)} ${word} ${within(node.pattern, power.membership + 1)}${escaped}`
}

function caseText(node: ExpressionOf<'case'>, expanded: Expanded): string {
  const operand = node.operand ? ` ${text(node.operand, expanded)}` : ''
  const branches = node.branches.map(branch => ` WHEN ${text(branch.when, expanded)} THEN ${text(branch.then, expanded)}`).join('')
  return `CASE${operand}${branches}${node.otherwise ? ` ELSE ${text(node.otherwise, expanded)}` : ''} END`
}

function callText(call: FunctionCall, expanded: Expanded): string {
  const named = call.named.map(({ name, value }) => `${name.name} => ${text(value, expanded)}`)
  const args = call.star ? '*' : [...call.args.map(arg => text(arg, expanded)), ...named].join(', ')
  const order = call.orderBy.length > 0 ? ` ORDER BY ${call.orderBy.map(item => orderText(item, expanded)).join(', ')}` : ''
  const filter = call.filter ? ` FILTER (WHERE ${text(call.filter, expanded)})` : ''
  return `${nameText(call.name)}(${call.distinct ? 'DISTINCT ' : ''}${args}${order})${filter}${call.over ? ' OVER (…)' : ''}`
}

function orderText(item: OrderItem, expanded: Expanded): string {
  const nulls = item.nulls ? ` NULLS ${item.nulls.toUpperCase()}` : ''
  return `${text(item.expression, expanded)}${item.descending ? ' DESC' : ''}${nulls}`
}
