/** What both join operators are told: a logical join with its inputs' column ids. */
import type { Schema } from '../../columnar/schema.ts'
import type { Expr } from '../../expr/expr.ts'
import type { FunctionRegistry } from '../../functions/function-registry.ts'
import type { JoinType } from '../../logical/logical-plan.ts'

export interface JoinSpec {
  readonly schema: Schema
  readonly joinType: JoinType
  readonly leftIds: readonly number[]
  readonly rightIds: readonly number[]
  /** Places of the columns that come out, among those of the left side and then the right side; absent: all. */
  readonly output?: readonly number[]
  /** The condition that each pair of candidates must also meet. */
  readonly residual?: Expr
  readonly functions: FunctionRegistry
  /** 'late': numbers, too, are taken when somebody looks at them. Pairs of an interval join repeat the rows of both sides, and printers go by the rows. */
  readonly numbers?: 'late'
}
