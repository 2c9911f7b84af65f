import type { FunctionRegistry } from '../functions/function-registry.ts'
import type { LogicalPlan } from '../logical/logical-plan.ts'

export interface OptimizerContext {
  readonly functions: FunctionRegistry
}

export interface OptimizerRule {
  readonly name: string // 'push_down_filter', as in EXPLAIN VERBOSE
  readonly order: 'top-down' | 'bottom-up' | 'whole-plan'
  /** Returns the same object when there is nothing to do. */
  rewrite(node: LogicalPlan, context: OptimizerContext): LogicalPlan
}
