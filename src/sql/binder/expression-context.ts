/** Where an expression stands while it is bound. */
import type { LambdaParameter } from '../../expr/expr.ts'
import type { Expression, WindowSpecification } from '../ast/expression.ts'
import type { Identifier } from '../ast/identifier.ts'
import type { BindState } from './bind-state.ts'
import { emptyScope, type Scope, type ScopeColumn } from './scope.ts'

export interface ExpressionContext {
  readonly state: BindState
  readonly scope: Scope
  /** As messages name it: 'WHERE', 'GROUP BY', 'JOIN ON'. */
  readonly clause: string
  /** 'inside': within the arguments of an aggregate. */
  readonly aggregates: 'allowed' | 'forbidden' | 'inside'
  /** Names given by AS in the select list; used where no column has the name. */
  readonly aliases: readonly Alias[]
  /** The windows of the WINDOW clause, by lower-case name. Absent: no window function may stand here. */
  readonly windows?: ReadonlyMap<string, WindowSpecification>
  /** The parameters of the lambdas around, the inner ones last. */
  readonly lambdaParameters?: readonly LambdaParameter[]
  /** The column that COLUMNS(…) stands for in this copy of the select item. */
  readonly expanded?: ScopeColumn
}

export interface Alias {
  readonly name: Identifier
  readonly expression: Expression
  readonly expanded?: ScopeColumn
}

/** For expressions that may not name columns: LIMIT, VALUES, arguments of table functions. */
export function constantContext(state: BindState, clause: string): ExpressionContext {
  return { state, scope: emptyScope, clause, aggregates: 'forbidden', aliases: [] }
}
