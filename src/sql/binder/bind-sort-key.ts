/** One item of ORDER BY as a sort key. NULLs come last ascending and first descending, as in PostgreSQL, unless it or the session says otherwise. */
import type { Expr, SortKey } from '../../expr/expr.ts'
import type { OrderItem } from '../ast/expression.ts'
import type { BindContext } from './bind-context.ts'
import { bindExpression } from './bind-expression.ts'
import type { ExpressionContext } from './expression-context.ts'

export function bindSortKey(item: OrderItem, context: ExpressionContext): SortKey {
  return sortKey(bindExpression(item.expression, context), item, context.state)
}

export function sortKey(
  expr: Expr,
  { descending, nulls }: Pick<OrderItem, 'descending' | 'nulls'>,
  { nullOrder }: Pick<BindContext, 'nullOrder'>,
): SortKey {
  return { expr, descending, nullsFirst: nulls === undefined ? isFirst(nullOrder, descending) : nulls === 'first' }
}

/** As if NULL were greater (PostgreSQL) or less (SQLite) than all, or at one end whatever the direction. */
function isFirst(nullOrder: BindContext['nullOrder'], descending: SortKey['descending']): SortKey['nullsFirst'] {
  if (nullOrder === 'nulls_first' || nullOrder === 'nulls_last') return nullOrder === 'nulls_first'
  return nullOrder === 'sqlite' ? !descending : descending
}
