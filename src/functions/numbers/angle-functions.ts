/** Trigonometry, in radians. */

import { constantColumn } from '../../columnar/constant-column.ts'
import type { ScalarFunction } from '../function-registry.ts'
import { partialFunction, totalFunction } from '../support/number-function.ts'
import { signature } from '../support/signature.ts'

const float64 = { kind: 'float64' } as const

export const angleFunctions: readonly ScalarFunction[] = [
  totalFunction({ name: 'sin', summary: 'The sine.', example: 'SELECT sin(0)', result: '0' }, Math.sin),
  totalFunction({ name: 'cos', summary: 'The cosine.', example: 'SELECT cos(0)', result: '1' }, Math.cos),
  totalFunction({ name: 'tan', summary: 'The tangent.', example: 'SELECT tan(0)', result: '0' }, Math.tan),
  totalFunction({ name: 'asin', summary: 'The arc sine; NaN outside -1 to 1.', example: 'SELECT asin(0)', result: '0' }, Math.asin),
  totalFunction({ name: 'acos', summary: 'The arc cosine; NaN outside -1 to 1.', example: 'SELECT acos(1)', result: '0' }, Math.acos),
  totalFunction({ name: 'atan', summary: 'The arc tangent.', example: 'SELECT atan(0)', result: '0' }, Math.atan),
  partialFunction(
    { name: 'atan2', summary: 'The angle of the point (second, first).', example: 'SELECT atan2(0, 1)', result: '0' },
    (y, x) => Math.atan2(y, x),
  ),
  totalFunction(
    { name: 'degrees', summary: 'Radians as degrees.', example: 'SELECT degrees(pi())', result: '180' },
    value => (value / Math.PI) * 180,
  ),
  totalFunction(
    { name: 'radians', summary: 'Degrees as radians.', example: 'SELECT radians(180) = pi()', result: 'true' },
    value => (value / 180) * Math.PI,
  ),
  {
    kind: 'scalar',
    name: 'pi',
    summary: 'The number pi.',
    example: 'SELECT round(pi(), 2)',
    result: '3.14',
    safe: true,
    ...signature({ required: [] }, float64),
    evaluate: (_args, numRows) => constantColumn(float64, Math.PI, numRows),
  },
]
