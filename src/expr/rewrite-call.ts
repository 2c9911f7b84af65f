/** Calls that are other expressions in disguise, so that they share their laziness and their kernels. */
import { sqlTypeName } from '../columnar/sql-type-name.ts'
import { QueryError } from '../common/errors.ts'
import { arithmetic } from './arithmetic.ts'
import { caseOf } from './case-of.ts'
import { castTo } from './cast-to.ts'
import type { ArithmeticOperator, Expr } from './expr.ts'
import { typeOf } from './type-of.ts'

const OPERATORS: { readonly [name: string]: ArithmeticOperator } = { add: '+', subtract: '-', multiply: '*', divide: '/' }

/** Undefined: an ordinary call. */
export function rewriteCall(call: { readonly name: string; readonly args: readonly Expr[]; readonly at?: number }): Expr | undefined {
  const [first, second, third] = call.args
  const at = call.at === undefined ? {} : { at: call.at }
  switch (call.name.toLowerCase()) {
    case 'if':
    case 'iff':
    case 'iif':
      if (!first || !second || call.args.length > 3) throw wrongArguments(call.name, 'a condition and one or two values', call.at)
      return caseOf([{ when: conditionOf(first, call), then: second }], third, call.at)
    case 'nvl2':
      if (!first || !second || !third) throw wrongArguments(call.name, 'three values', call.at)
      return caseOf([{ when: { kind: 'is-null', operand: first }, then: third }], second, call.at)
    case 'mod':
      if (!first || !second || third) throw wrongArguments('mod', 'two numbers', call.at)
      return arithmetic('%', { left: first, right: second, ...at })
    case 'date_add':
      if (!first || !second || third) throw wrongArguments('date_add', 'a date or timestamp and an interval', call.at)
      return arithmetic('+', { left: first, right: second, ...at })
    case 'add':
    case 'subtract':
    case 'multiply':
    case 'divide':
      if (!first || !second || third) throw wrongArguments(call.name, 'two numbers', call.at)
      return arithmetic(OPERATORS[call.name.toLowerCase()] ?? '+', { left: first, right: second, ...at })
    case 'xor':
      if (!first || !second || third) throw wrongArguments('xor', 'two integers', call.at)
      return arithmetic('#', { left: first, right: second, ...at })
    case 'struct_extract':
      if (!first || !second || third) throw wrongArguments('struct_extract', 'a struct and a field name', call.at)
      return structField(first, second, call.at)
    default:
      return undefined
  }
}

/** As after CASE WHEN: bits of anything else would be read as truth values. */
function conditionOf(expr: Expr, { name, at }: { readonly name: string; readonly at?: number }): Expr {
  const type = typeOf(expr)
  if (type.kind === 'boolean') return expr
  if (type.kind === 'null' || (expr.kind === 'literal' && type.kind === 'utf8')) return castTo(expr, { kind: 'boolean' }, at)
  const message = `Function ${name} needs a condition first, but this is of type ${sqlTypeName(type)}.`
  throw new QueryError('PLAN', message, at === undefined ? {} : { sqlOffset: at })
}

function structField(operand: Expr, name: Expr, at: number | undefined): Expr {
  const type = typeOf(operand)
  const fields = type.kind === 'struct' ? type.fields.map(field => field.name) : []
  if (name.kind === 'literal' && typeof name.value === 'string' && fields.includes(name.value)) {
    return { kind: 'field', operand, name: name.value }
  }
  const known = fields.length ? `Its fields: ${fields.join(', ')}.` : 'Its first argument is not a struct.'
  throw new QueryError('PLAN', `Function struct_extract needs the name of a field. ${known}`, at === undefined ? {} : { sqlOffset: at })
}

function wrongArguments(name: string, takes: string, at: number | undefined): QueryError {
  return new QueryError('PLAN', `Function ${name} takes ${takes}.`, at === undefined ? {} : { sqlOffset: at })
}
