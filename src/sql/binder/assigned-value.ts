/** Values as INSERT and UPDATE give them to a column: cast to its type, or its DEFAULT. */
import type { Field } from '../../columnar/data-type.ts'
import { sqlTypeName } from '../../columnar/sql-type-name.ts'
import { castTo } from '../../expr/cast-to.ts'
import { canCast } from '../../expr/coercion.ts'
import type { Expr } from '../../expr/expr.ts'
import { typeOf } from '../../expr/type-of.ts'
import type { Span } from '../ast/span.ts'
import { planError } from './plan-error.ts'

/** Any cast that exists: what does not fit is an error when the row is written. `gives` says who gives the value: 'the query gives'. */
export function assignedValue(value: Expr, field: Field, place: { readonly gives: string; readonly span: Span }): Expr {
  const from = typeOf(value)
  if (canCast(from, field.type)) return castTo(value, field.type, place.span.start)
  const message = `Column "${field.name}" is ${sqlTypeName(field.type)}, but ${place.gives} ${sqlTypeName(from)}, which cannot become one.`
  throw planError(message, place.span)
}

export function defaultOf(field: Field): Expr {
  const stored = field.metadata?.['sql.default']
  // Written by CREATE TABLE as the JSON of an Expr of the column's type.
  if (stored !== undefined) return JSON.parse(stored) as Expr
  return { kind: 'literal', type: field.type, value: null }
}
