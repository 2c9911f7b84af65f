/** A scalar function over doubles, from a function of one row. */
import type { DataType } from '../../columnar/data-type.ts'
import { commonValidity, withValidity } from '../../kernels/boolean-column.ts'
import { float64Values } from '../../kernels/number-arrays.ts'
import type { ScalarFunction } from '../function-registry.ts'
import { argument } from './argument.ts'
import { mapRows } from './map-rows.ts'
import { numberReader } from './number-reader.ts'
import { signature } from './signature.ts'

type Description = Pick<ScalarFunction, 'name' | 'aliases' | 'summary' | 'example' | 'result'>

const float64: DataType = { kind: 'float64' }

/** Defined for every number, NaN included. */
export function totalFunction(description: Description, compute: (value: number) => number): ScalarFunction {
  return {
    kind: 'scalar',
    safe: true,
    ...description,
    ...signature({ required: ['number'] }, float64),
    evaluate: (args, numRows) => {
      const column = argument(args, 0)
      const values = float64Values(column)
      const out = new Float64Array(numRows)
      for (let row = 0; row < numRows; row++) out[row] = compute(values[row]!) // a row each
      return withValidity({ type: float64, length: numRows, nullCount: 0, values: out }, commonValidity([column], numRows))
    },
  }
}

/** `compute` throws where the function has no value; it is not called where an argument is NULL. */
export function partialFunction(description: Description, compute: (value: number, second: number) => number): ScalarFunction {
  return {
    kind: 'scalar',
    ...description,
    ...signature({ required: compute.length > 1 ? ['number', 'number'] : ['number'] }, float64),
    evaluate: (args, numRows) => {
      const first = numberReader(args[0])
      const second = numberReader(args[1])
      return mapRows(args, { numRows, type: float64 }, row => compute(first(row), second(row)))
    },
  }
}
