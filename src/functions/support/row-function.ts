/** A scalar function over JavaScript values, from a function of one row. */
import type { Column } from '../../columnar/column.ts'
import type { Scalar } from '../../columnar/scalar.ts'
import { scalarAt } from '../../columnar/scalar-at.ts'
import { microsecondsReader } from '../../kernels/time-arithmetic.ts'
import type { ScalarFunction } from '../function-registry.ts'
import { mapRows } from './map-rows.ts'
import { numberReader } from './number-reader.ts'
import { type Parameter, type ResultRule, signature } from './signature.ts'
import { textReader } from './text-reader.ts'

type Description = Pick<ScalarFunction, 'name' | 'aliases' | 'summary' | 'example' | 'result' | 'safe' | 'volatility'>

export interface RowFunction extends Description {
  readonly takes: readonly Parameter[]
  /** Parameters that may be left out; `compute` then gets `undefined`. */
  readonly optional?: readonly Parameter[]
  readonly gives: ResultRule
  /**
   * Texts are strings, numbers numbers (64-bit integers rounded beyond 2^53), moments bigints of microseconds, bytes, lists and the rest what `scalarAt` gives.
   * Not called where an argument is NULL.
   */
  compute(...args: any[]): Scalar // each function names the types of its own parameters
}

export function rowFunction(description: RowFunction): ScalarFunction {
  const { takes, optional = [], gives, compute, ...rest } = description
  return {
    kind: 'scalar',
    ...rest,
    ...signature({ required: takes, optional }, gives),
    evaluate: (args, numRows, type) => {
      const readers = args.map((arg, i) => reader(arg, [...takes, ...optional][i]))
      return mapRows(args, { numRows, type }, rowComputation(readers, compute))
    },
  }
}

type Reader = (row: number) => Scalar

function reader(column: Column, parameter: Parameter | undefined): Reader {
  switch (parameter) {
    case 'text':
    case 'printable':
      return textReader(column)
    case 'integer':
    case 'number':
      return numberReader(column)
    case 'moment':
      return microsecondsReader(column)
    default:
      return row => scalarAt(column, row)
  }
}

/** By the number of arguments, so that no array is made per row. */
function rowComputation(readers: readonly Reader[], compute: RowFunction['compute']): (row: number) => Scalar {
  const [a, b, c, d] = readers
  if (!a) return () => compute()
  if (!b) return row => compute(a(row))
  if (!c) return row => compute(a(row), b(row))
  if (!d) return row => compute(a(row), b(row), c(row))
  return row => compute(...readers.map(read => read(row)))
}
