/** The type of a list's items, or an error that says it is no list. */
import type { DataType } from '../../columnar/data-type.ts'
import { sqlTypeName } from '../../columnar/sql-type-name.ts'
import type { Expr } from '../../expr/expr.ts'
import { typeOf } from '../../expr/type-of.ts'
import type { Span } from '../ast/span.ts'
import { planError } from './plan-error.ts'

export function itemType(list: Expr, span: Span): DataType {
  const type = typeOf(list)
  if (type.kind === 'list') return type.item
  if (type.kind === 'null') return type
  throw planError(`unnest takes a list, but this is of type ${sqlTypeName(type)}.`, span)
}
