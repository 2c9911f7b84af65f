/** The bound of a RANGE frame: the value that the sort key has there, `key - by` or `key + by`, and the key in the same type. */
import type { DataType } from '../columnar/data-type.ts'
import { sqlTypeName } from '../columnar/sql-type-name.ts'
import { QueryError } from '../common/errors.ts'
import { arithmetic } from './arithmetic.ts'
import { castTo } from './cast-to.ts'
import { commonType, isInteger } from './coercion.ts'
import type { Expr, SortKey } from './expr.ts'
import { typeOf } from './type-of.ts'

export function rangeBound(
  key: SortKey,
  bound: { readonly kind: 'preceding' | 'following'; readonly by: Expr },
  at?: number,
): { readonly key: Expr; readonly value: Expr } {
  // Rows that come before have smaller keys, or larger ones where the order descends.
  const op = (bound.kind === 'preceding') !== key.descending ? '-' : '+'
  const wide = widened(key.expr)
  const place = at === undefined ? {} : { at }
  const value = arithmetic(op, { left: wide, right: bound.by, ...place })
  const type = commonType(typeOf(wide), typeOf(value))
  if (type) return { key: castTo(wide, type), value: castTo(value, type) }
  const message = `RANGE cannot add ${sqlTypeName(typeOf(bound.by))} to ${sqlTypeName(typeOf(key.expr))}.`
  throw new QueryError('PLAN', message, at === undefined ? {} : { sqlOffset: at })
}

/** Integers get room, so that `x - 5` of an unsigned or small type does not fail. */
function widened(expr: Expr): Expr {
  const int64: DataType = { kind: 'int64' }
  return isInteger(typeOf(expr)) && typeOf(expr).kind !== 'uint64' ? castTo(expr, int64) : expr
}
