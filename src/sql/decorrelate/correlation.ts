/** A join of a plan with a subquery that may refer to its columns, before it is one that runs. */
import type { Expr } from '../../expr/expr.ts'
import type { FunctionRegistry } from '../../functions/function-registry.ts'
import type { ColumnIds } from '../../logical/column-ids.ts'
import type { LogicalPlan } from '../../logical/logical-plan.ts'
import type { OuterValues } from './replace-outer.ts'

export interface CorrelatedJoin {
  readonly joinType: 'inner' | 'left' | 'semi' | 'anti'
  readonly left: LogicalPlan
  readonly right: LogicalPlan
  /** What the outer columns of the right side are on the left: its columns, or columns of a query further out. */
  readonly outer: OuterValues
  /** Over columns of both sides. */
  readonly condition?: Expr | undefined
}

export interface JoinContext {
  readonly ids: ColumnIds
  readonly functions: FunctionRegistry
}
