import type { Column } from '../columnar/column.ts'
import type { DataType } from '../columnar/data-type.ts'

interface FunctionDescription {
  readonly name: string
  readonly aliases?: readonly string[]
  readonly summary: string // one sentence, shown by SHOW FUNCTIONS
  readonly example: string // SQL; runs as a test
  readonly volatility?: 'immutable' | 'volatile'
  /** Result type for these argument types, or undefined if they do not fit. */
  resultType(args: readonly DataType[]): DataType | undefined
}

export interface ScalarFunction extends FunctionDescription {
  readonly kind: 'scalar'
  evaluate(args: readonly Column[], numRows: number): Column
}

/** Partials merge in the order of the partitions, so results do not depend on the number of threads. */
export interface Accumulator {
  update(args: readonly Column[], groupOf: Uint32Array, numGroups: number): void
  merge(partial: readonly Column[], groupOf: Uint32Array, numGroups: number): void
  partial(): readonly Column[]
  finish(): Column
}

export interface AggregateFunction extends FunctionDescription {
  readonly kind: 'aggregate'
  createAccumulator(args: readonly DataType[]): Accumulator
}

export interface FunctionRegistry {
  scalar(name: string): ScalarFunction | undefined
  aggregate(name: string): AggregateFunction | undefined
  register(fn: ScalarFunction | AggregateFunction): void
  names(): readonly string[]
}
