import type { FunctionRegistry } from '../functions/function-registry.ts'
import type { ColumnIds } from '../logical/column-ids.ts'
import type { LogicalPlan } from '../logical/logical-plan.ts'

export interface OptimizerContext {
  readonly functions: FunctionRegistry
  /** Instead of the list in rules.ts; an empty list leaves the plan as it was bound. */
  readonly rules?: readonly OptimizerRule[]
}

/** What a rule may use. */
export interface RuleContext {
  readonly functions: FunctionRegistry
  /** Column ids that are free in the plan. */
  readonly ids: ColumnIds
}

export interface OptimizerRule {
  readonly name: string // 'push_down_filter', as in EXPLAIN VERBOSE
  readonly order: 'top-down' | 'bottom-up' | 'whole-plan'
  /** Returns the same object when there is nothing to do. */
  rewrite(node: LogicalPlan, context: RuleContext): LogicalPlan
}
