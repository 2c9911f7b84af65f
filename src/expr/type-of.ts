/** The type of an expression's values. */
import type { DataType } from '../columnar/data-type.ts'
import { QueryError } from '../common/errors.ts'
import { arithmeticType } from './coercion.ts'
import type { Expr } from './expr.ts'

/** A chain of a thousand operators would otherwise be walked again at each of its levels. */
const arithmeticTypes = new WeakMap<Expr, DataType>()

export function typeOf(expr: Expr): DataType {
  switch (expr.kind) {
    case 'column':
    case 'literal':
    case 'call':
    case 'aggregate':
    case 'parameter':
    case 'outer-column':
    case 'lambda-parameter':
    case 'subquery':
      return expr.type
    case 'lambda':
      return typeOf(expr.body)
    case 'cast':
      return expr.to
    case 'compare':
    case 'and':
    case 'or':
    case 'not':
    case 'is-null':
    case 'in-list':
    case 'like':
      return { kind: 'boolean' }
    case 'arithmetic':
      return typeOfArithmetic(expr)
    case 'case':
      return typeOfCase(expr)
    case 'field':
      return typeOfField(expr)
    case 'window':
      return typeOf(expr.call)
  }
}

function typeOfArithmetic(expr: Expr & { readonly kind: 'arithmetic' }): DataType {
  const known = arithmeticTypes.get(expr)
  if (known) return known
  const left = typeOf(expr.left)
  const right = typeOf(expr.right)
  const type = arithmeticType(expr.op, left, right)
  if (!type)
    throw new QueryError(
      'INTERNAL',
      `Operator ${expr.op} does not take ${left.kind} and ${right.kind}. This is a bug in locusql; please report it.`,
    )
  arithmeticTypes.set(expr, type)
  return type
}

/** Branches have one type (the binder casts them); a NULL literal has none of its own. */
function typeOfCase(expr: Expr & { readonly kind: 'case' }): DataType {
  for (const branch of expr.branches) {
    const type = typeOf(branch.then)
    if (type.kind !== 'null') return type
  }
  return expr.otherwise ? typeOf(expr.otherwise) : { kind: 'null' }
}

function typeOfField(expr: Expr & { readonly kind: 'field' }): DataType {
  const type = typeOf(expr.operand)
  const field = type.kind === 'struct' ? type.fields.find(candidate => candidate.name === expr.name) : undefined
  if (!field)
    throw new QueryError('INTERNAL', `There is no field "${expr.name}" in a ${type.kind}. This is a bug in locusql; please report it.`)
  return field.type
}
