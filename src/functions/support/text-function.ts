/** A scalar function over JavaScript strings and numbers, from a function of one row. */
import type { Column } from '../../columnar/column.ts'
import type { DataType } from '../../columnar/data-type.ts'
import type { Scalar } from '../../columnar/scalar.ts'
import type { ScalarFunction } from '../function-registry.ts'
import { mapRows } from './map-rows.ts'
import { numberReader } from './number-reader.ts'
import { type Parameter, signature } from './signature.ts'
import { textReader } from './text-reader.ts'

type Description = Pick<ScalarFunction, 'name' | 'aliases' | 'summary' | 'example' | 'result' | 'safe'>

export interface RowFunction extends Description {
  readonly takes: readonly Parameter[]
  /** Parameters that may be left out; `compute` then gets `undefined`. */
  readonly optional?: readonly Parameter[]
  readonly gives: DataType
  /** Texts are strings, numbers numbers. Not called where an argument is NULL. */
  compute(...args: any[]): Scalar // each function names the types of its own parameters
}

/** text, printable, integer and number parameters only. */
export function textFunction(description: RowFunction): ScalarFunction {
  const { takes, optional = [], gives, compute, ...rest } = description
  return {
    kind: 'scalar',
    ...rest,
    ...signature({ required: takes, optional }, gives),
    evaluate: (args, numRows) => {
      const readers = args.map((arg, i) => reader(arg, [...takes, ...optional][i]))
      return mapRows(args, { numRows, type: gives }, rowComputation(readers, compute))
    },
  }
}

type Reader = (row: number) => string | number

function reader(column: Column, parameter: Parameter | undefined): Reader {
  return parameter === 'text' || parameter === 'printable' ? textReader(column) : numberReader(column)
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
