/** An aggregate over frames: the call, and the values that it reads in the order of the window. */
import type { Batch } from '../../columnar/batch.ts'
import { AggregateState } from '../../expr/aggregate-state.ts'
import type { Expr } from '../../expr/expr.ts'
import type { FunctionRegistry } from '../../functions/function-registry.ts'

export interface FrameAggregate {
  /** Its columns are those of `batch`, by their place as id. */
  readonly aggregate: Expr & { readonly kind: 'aggregate' }
  readonly functions: FunctionRegistry
  readonly batch: Batch
}

export function newState({ aggregate, functions }: FrameAggregate): AggregateState {
  return new AggregateState(aggregate, { resolve: column => column.id, functions })
}
