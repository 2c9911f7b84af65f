/** Roots, powers and logarithms. */
import { QueryError } from '../../common/errors.ts'
import type { ScalarFunction } from '../function-registry.ts'
import { partialFunction, totalFunction } from '../support/number-function.ts'
import { rowFunction } from '../support/row-function.ts'

function positive(value: number, name: string): number {
  if (value > 0 || Number.isNaN(value)) return value
  throw new QueryError('EXECUTION', `Function ${name} has no value for ${value}; give a number above 0`)
}

function squareRoot(value: number): number {
  if (value < 0) throw new QueryError('EXECUTION', `Function sqrt has no value for ${value}; give a number of 0 or more`)
  return Math.sqrt(value)
}

function logarithm(base: number, value: number): number {
  if (base === 2) return Math.log2(value)
  return Math.log10(value) / Math.log10(base)
}

function power(base: number, exponent: number): number {
  const result = base ** exponent
  const fraction = base < 0 && Number.isFinite(exponent) && !Number.isInteger(exponent)
  if (fraction) throw new QueryError('EXECUTION', `Function power has no value for ${base} to the power of ${exponent}`)
  return result
}

export const exponentFunctions: readonly ScalarFunction[] = [
  partialFunction({ name: 'sqrt', summary: 'The square root.', example: 'SELECT sqrt(16)', result: '4' }, value => squareRoot(value)),
  totalFunction({ name: 'cbrt', summary: 'The cube root.', example: 'SELECT cbrt(27)', result: '3' }, Math.cbrt),
  totalFunction({ name: 'exp', summary: 'e to the power of a number.', example: 'SELECT exp(0)', result: '1' }, Math.exp),
  partialFunction({ name: 'ln', summary: 'The natural logarithm.', example: 'SELECT ln(1)', result: '0' }, value =>
    Math.log(positive(value, 'ln')),
  ),
  partialFunction({ name: 'log10', summary: 'The logarithm to base 10.', example: 'SELECT log10(1000)', result: '3' }, value =>
    Math.log10(positive(value, 'log10')),
  ),
  rowFunction({
    name: 'log',
    summary: 'The logarithm to base 10, or to the base given first.',
    example: 'SELECT log(2, 64)',
    result: '6',
    takes: ['number'],
    optional: ['number'],
    gives: { kind: 'float64' },
    compute: (first: number, second?: number) => {
      if (second === undefined) return Math.log10(positive(first, 'log'))
      if (first === 1) throw new QueryError('EXECUTION', 'Function log has no value to base 1')
      return logarithm(positive(first, 'log'), positive(second, 'log'))
    },
  }),
  partialFunction({ name: 'log2', summary: 'The logarithm to base 2.', example: 'SELECT log2(8)', result: '3' }, value =>
    Math.log2(positive(value, 'log2')),
  ),
  partialFunction(
    { name: 'power', aliases: ['pow'], summary: 'A number to the power of another.', example: 'SELECT power(2, 10)', result: '1024' },
    (base, exponent) => power(base, exponent),
  ),
]
