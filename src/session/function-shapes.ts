/** What registerFunction takes: a function of values, with its types in SQL's words. */
import type { DataType } from '../columnar/data-type.ts'

interface FunctionShape {
  readonly name: string
  /** SQL types of the arguments: ['VARCHAR', 'BIGINT']. Arguments are cast to them. */
  readonly args: readonly string[]
  readonly returns: string
  /** 'skip' (the default): a row with a NULL argument is not passed on; a scalar function gives NULL for it. 'pass': the function gets null. */
  readonly nulls?: 'skip' | 'pass'
  readonly summary?: string
}

/**
 * @example
 * db.registerFunction({ name: 'gc', args: ['VARCHAR'], returns: 'DOUBLE', evaluate: s => s.replace(/[^GC]/g, '').length / s.length })
 */
export interface JavaScriptScalarFunction extends FunctionShape {
  readonly kind?: 'scalar'
  // any: each function knows the types of its own arguments, as its `args` say
  readonly evaluate: (...args: any[]) => unknown
  /** Called again for the same arguments it may answer differently: random(), the time. */
  readonly volatile?: true
}

/**
 * @example
 * db.registerFunction({ kind: 'aggregate', name: 'product', args: ['DOUBLE'], returns: 'DOUBLE', start: () => 1, step: (p, x) => p * x, finish: p => p })
 */
export interface JavaScriptAggregateFunction extends FunctionShape {
  readonly kind: 'aggregate'
  readonly start: () => unknown
  // any: the state is the function's own, and its arguments are what `args` say
  readonly step: (state: any, ...args: any[]) => unknown
  readonly finish: (state: any) => unknown
}

export type JavaScriptFunction = JavaScriptScalarFunction | JavaScriptAggregateFunction

export interface FunctionTypes {
  readonly args: readonly DataType[]
  readonly returns: DataType
}
