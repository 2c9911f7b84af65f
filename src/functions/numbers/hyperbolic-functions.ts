/** Hyperbolic functions, the gamma function and neighbours of doubles. */
import { QueryError } from '../../common/errors.ts'
import type { ScalarFunction } from '../function-registry.ts'
import { partialFunction, totalFunction } from '../support/number-function.ts'
import { logGamma } from './log-gamma.ts'

const bits = new DataView(new ArrayBuffer(8))

/** The double beside a number, towards another. */
function nextAfter(value: number, towards: number): number {
  if (Number.isNaN(value) || Number.isNaN(towards)) return Number.NaN
  if (value === towards) return towards
  if (value === 0) return towards > 0 ? Number.MIN_VALUE : -Number.MIN_VALUE
  bits.setFloat64(0, value)
  const away = towards > value === value > 0
  bits.setBigInt64(0, bits.getBigInt64(0) + (away ? 1n : -1n))
  return bits.getFloat64(0)
}

function gamma(value: number): number {
  if (value === 0) throw new QueryError('EXECUTION', 'Function gamma has no value for 0')
  if (Number.isInteger(value) && value > 0 && value < 24) {
    let product = 1
    for (let factor = 2; factor < value; factor++) product *= factor
    return product
  }
  if (value < 0) return Math.PI / (Math.sin(Math.PI * value) * gamma(1 - value))
  return Math.exp(logGamma(value))
}

export const hyperbolicFunctions: readonly ScalarFunction[] = [
  totalFunction({ name: 'sinh', summary: 'The hyperbolic sine.', example: 'SELECT sinh(0)', result: '0' }, Math.sinh),
  totalFunction({ name: 'cosh', summary: 'The hyperbolic cosine.', example: 'SELECT cosh(0)', result: '1' }, Math.cosh),
  totalFunction({ name: 'tanh', summary: 'The hyperbolic tangent.', example: 'SELECT tanh(0)', result: '0' }, Math.tanh),
  totalFunction({ name: 'asinh', summary: 'The inverse hyperbolic sine.', example: 'SELECT asinh(0)', result: '0' }, Math.asinh),
  totalFunction(
    { name: 'acosh', summary: 'The inverse hyperbolic cosine; NaN below 1.', example: 'SELECT acosh(1)', result: '0' },
    Math.acosh,
  ),
  totalFunction(
    { name: 'atanh', summary: 'The inverse hyperbolic tangent; NaN outside -1 to 1.', example: 'SELECT atanh(0)', result: '0' },
    Math.atanh,
  ),
  totalFunction(
    { name: 'cot', summary: 'The cotangent.', example: 'SELECT round(cot(1), 3)', result: '0.642' },
    value => 1 / Math.tan(value),
  ),
  partialFunction(
    { name: 'gamma', summary: 'The gamma function: the factorial of a number less one.', example: 'SELECT gamma(5)', result: '24' },
    value => gamma(value),
  ),
  partialFunction({ name: 'lgamma', summary: 'The logarithm of the gamma function.', example: 'SELECT lgamma(2)', result: '0' }, value => {
    if (value > 0) return logGamma(value)
    if (Number.isInteger(value)) return Number.POSITIVE_INFINITY
    return Math.log(Math.abs(Math.PI / Math.sin(Math.PI * value))) - logGamma(1 - value)
  }),
  totalFunction(
    { name: 'even', summary: 'The even integer that is next to a number, away from zero.', example: 'SELECT even(2.9)', result: '4' },
    value => {
      const whole = value < 0 ? Math.floor(value) : Math.ceil(value)
      return whole % 2 === 0 ? whole : whole + (value < 0 ? -1 : 1)
    },
  ),
  partialFunction(
    {
      name: 'nextafter',
      summary: 'The double that is next to a number, towards another.',
      example: 'SELECT nextafter(1, 2) > 1',
      result: 'true',
    },
    (value, towards) => nextAfter(value, towards),
  ),
  partialFunction(
    { name: 'fdiv', summary: 'The quotient without its fraction, in doubles.', example: 'SELECT fdiv(7.5, 2)', result: '3' },
    (a, b) => Math.floor(a / b),
  ),
  partialFunction(
    { name: 'fmod', summary: 'The remainder of fdiv.', example: 'SELECT fmod(7.5, 2)', result: '1.5' },
    (a, b) => a - b * Math.floor(a / b),
  ),
]
