/** One item of ORDER BY as a sort key. NULLs come last ascending and first descending, as in PostgreSQL, unless said otherwise. */
import type { Expr, SortKey } from '../../expr/expr.ts'
import type { OrderItem } from '../ast/expression.ts'
import { bindExpression } from './bind-expression.ts'
import type { ExpressionContext } from './expression-context.ts'

export function bindSortKey(item: OrderItem, context: ExpressionContext): SortKey {
  return sortKey(bindExpression(item.expression, context), item)
}

export function sortKey(expr: Expr, order: Pick<OrderItem, 'descending' | 'nulls'>): SortKey {
  const nullsFirst = order.nulls === undefined ? order.descending : order.nulls === 'first'
  return { expr, descending: order.descending, nullsFirst }
}
