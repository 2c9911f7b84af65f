/** The select list with its stars written out: one entry an output column. */
import type { Expression } from '../ast/expression.ts'
import type { Identifier } from '../ast/identifier.ts'
import type { SelectItem } from '../ast/query.ts'
import type { Span } from '../ast/span.ts'
import { expandColumns } from './expand-columns.ts'
import { expandStar } from './expand-star.ts'
import { findExpression } from './find-expression.ts'
import type { Scope, ScopeColumn } from './scope.ts'

export type SelectEntry =
  | { readonly kind: 'column'; readonly column: ScopeColumn; readonly name: string; readonly span: Span }
  | {
      readonly kind: 'expression'
      readonly expression: Expression
      readonly alias?: Identifier
      /** What COLUMNS(…) stands for in this entry. */
      readonly expanded?: ScopeColumn
    }

export function selectEntries(items: readonly SelectItem[], scope: Scope): readonly SelectEntry[] {
  return items.flatMap(item => entriesOf(item, scope))
}

function entriesOf({ expression, alias }: SelectItem, scope: Scope): readonly SelectEntry[] {
  if (expression.kind === 'star') return expandStar(expression, scope)
  const columns = findExpression(expression, node => node.kind === 'columns')
  if (columns?.kind === 'columns') return expandColumns(columns, { expression, alias }, scope)
  return [{ kind: 'expression', expression, ...(alias && { alias }) }]
}
