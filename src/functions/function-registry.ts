import type { Column } from '../columnar/column.ts'
import type { DataType } from '../columnar/data-type.ts'
import type { Scalar } from '../columnar/scalar.ts'
import type { SortDirection } from '../kernels/sort-direction.ts'
import type { WindowRows } from './window/window-rows.ts'

export interface FunctionDescription {
  readonly name: string
  readonly aliases?: readonly string[]
  readonly summary: string // one sentence, shown by SHOW FUNCTIONS
  readonly example: string // SQL; runs as a test
  readonly result?: string // what the example prints; absent: only that it runs is tested
  readonly volatility?: 'immutable' | 'volatile'
  /** Result type for these argument types, or undefined if they do not fit. `constants`: the values of literal arguments, undefined for the others. */
  resultType(args: readonly DataType[], constants?: readonly (Scalar | undefined)[]): DataType | undefined
  /** The types that `evaluate` wants for these arguments: the binder casts to them. Absent: the arguments as they are. */
  parameterTypes?(args: readonly DataType[]): readonly DataType[]
}

export interface ScalarFunction extends FunctionDescription {
  readonly kind: 'scalar'
  /** Never throws for arguments of the right types, so that it may run on rows that a filter would have removed. */
  readonly safe?: true
  /** The same where it depends on constants, such as a pattern: their values, undefined for arguments that vary. */
  safeFor?(constants: readonly (Scalar | undefined)[]): boolean
  /** `type` is the result type that the binder fixed. Arguments have `numRows` rows; a literal argument is a column of equal rows. */
  evaluate(args: readonly Column[], numRows: number, type: DataType): Column
}

/** Partials merge in the order of the partitions, so results do not depend on the number of threads. */
/** What long work needs so that it does not keep the thread to itself. */
export interface Unhurried {
  /** Rows in sorted order, as sortRows gives them. */
  order(columns: readonly Column[], directions: readonly SortDirection[]): Promise<Uint32Array>
  /** A turn for other work, when one is due; throws when aborted. */
  breathe(): Promise<void> | undefined
}

export interface Accumulator {
  update(args: readonly Column[], groupOf: Uint32Array, numGroups: number): void
  merge(partial: readonly Column[], groupOf: Uint32Array, numGroups: number): void
  partial(): readonly Column[]
  /** Does most of the work of `finish`, which comes next, with turns for other work. */
  settle?(unhurried: Unhurried): Promise<void>
  finish(): Column
}

export interface AggregateFunction extends FunctionDescription {
  readonly kind: 'aggregate'
  /** Keeps every value of a group to the end, so that its state grows with the rows. */
  readonly holdsValues?: true
  createAccumulator(args: readonly DataType[]): Accumulator
}

/** A function that stands only before OVER. */
export interface WindowFunction extends FunctionDescription {
  readonly kind: 'window'
  /** Takes IGNORE NULLS. */
  readonly ignoresNulls?: true
  /** Arguments have a row for each row of the window, in its order; so has the result. */
  evaluate(args: readonly Column[], window: WindowRows): Column
}

export interface FunctionRegistry {
  scalar(name: string): ScalarFunction | undefined
  aggregate(name: string): AggregateFunction | undefined
  window(name: string): WindowFunction | undefined
  register(fn: ScalarFunction | AggregateFunction): void
  /** False for functions registered at run time, which exist in this thread only. */
  isBuiltIn(fn: FunctionDescription): boolean
  names(): readonly string[]
}
