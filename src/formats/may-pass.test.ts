import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { DataType } from '../columnar/data-type.ts'
import type { ComparisonOperator, Expr } from '../expr/expr.ts'
import type { BoundValue } from './file-part.ts'
import { mayPass } from './may-pass.ts'

const column = (kind: 'int64' | 'float64' | 'utf8'): Expr => ({ kind: 'column', id: 0, name: 'x', type: { kind } })
const literal = (value: number | string | null): Expr => {
  const type: DataType = { kind: typeof value === 'string' ? 'utf8' : 'float64' }
  return { kind: 'literal', type, value }
}
const compare = (op: ComparisonOperator, left: Expr, right: Expr): Expr => ({ kind: 'compare', op, left, right })
const part = (values: readonly (BoundValue | null)[], bounds: readonly BoundValue[] = values.filter(value => value !== null)) => ({
  rows: values.length,
  columns: new Map([['x', { min: bounds[0], max: bounds.at(-1), nullCount: values.filter(value => value === null).length }]]),
})

const OPERATORS: readonly ComparisonOperator[] = ['=', '<>', '<', '<=', '>', '>=']
const HOLDS: Readonly<Record<ComparisonOperator, (a: number, b: number) => boolean>> = {
  '=': (a, b) => a === b,
  '<>': (a, b) => a !== b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
}

test('no part that holds a row is left out, and one that cannot is', () => {
  const value = fc.oneof(fc.integer({ min: -5, max: 5 }), fc.constant(null))
  fc.assert(
    fc.property(fc.array(value, { minLength: 1 }), fc.constantFrom(...OPERATORS), fc.integer({ min: -6, max: 6 }), (values, op, wanted) => {
      const numbers = values.filter(item => item !== null).sort((a, b) => a - b)
      const some = part(values, numbers)
      const passes = mayPass(compare(op, column('int64'), literal(wanted)), some)
      expect(mayPass(compare(MIRRORED[op], literal(wanted), column('int64')), some)).toBe(passes)
      if (numbers.some(number => HOLDS[op](number, wanted))) expect(passes).toBe(true)
      // Between the bounds nothing is known.
      const [least, most] = [numbers[0], numbers.at(-1)]
      if (least === undefined) expect(passes).toBe(false)
      else if (op === '=') expect(passes).toBe(least <= wanted && wanted <= (most ?? least))
    }),
  )
})

const MIRRORED = { '=': '=', '<>': '<>', '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const

test('large integers are compared exactly', () => {
  const big = 2n ** 62n
  expect(mayPass(compare('<', column('int64'), literal(2 ** 53 - 1)), part([big]))).toBe(false)
  expect(mayPass(compare('>', column('int64'), literal(5)), part([big]))).toBe(true)
  // A literal that large may have lost its last digits.
  expect(mayPass(compare('=', column('int64'), literal(2 ** 60)), part([5n]))).toBe(true)
})

test('NaN is larger than the bounds of floats say', () => {
  expect(mayPass(compare('>', column('float64'), literal(9)), part([1, 2]))).toBe(true)
  expect(mayPass(compare('>=', column('float64'), literal(9)), part([1, 2]))).toBe(true)
  expect(mayPass(compare('<', column('float64'), literal(0)), part([1, 2]))).toBe(false)
  expect(mayPass(compare('=', column('float64'), literal(9)), part([1, 2]))).toBe(false)
})

test('texts are compared by their bytes', () => {
  const bytes = (text: string) => new TextEncoder().encode(text)
  const some = part([bytes('chr1'), bytes('chr2')])
  expect(mayPass(compare('=', column('utf8'), literal('chr10')), some)).toBe(true)
  expect(mayPass(compare('=', column('utf8'), literal('chrX')), some)).toBe(false)
  expect(mayPass(compare('>', column('utf8'), literal('chr2')), some)).toBe(false)
  // U+FFFD sorts before U+1F600 by bytes, and behind it by UTF-16 units.
  expect(mayPass(compare('<', column('utf8'), literal('😀')), part([bytes('\ufffd')]))).toBe(true)
})

test('NULL, IN, AND, OR and what is not understood', () => {
  const isNull: Expr = { kind: 'is-null', operand: column('int64') }
  expect(mayPass(isNull, part([1, 2]))).toBe(false)
  expect(mayPass(isNull, part([1, null]))).toBe(true)
  expect(mayPass({ kind: 'not', operand: isNull }, part([null, null], []))).toBe(false)
  expect(mayPass(compare('=', column('int64'), literal(null)), part([1]))).toBe(false)
  const inList = (...values: number[]): Expr => ({ kind: 'in-list', operand: column('int64'), list: values.map(literal) })
  expect(mayPass(inList(7, 8), part([1, 2]))).toBe(false)
  expect(mayPass({ kind: 'and', operands: [inList(1), inList(8)] }, part([1, 2]))).toBe(false)
  expect(mayPass({ kind: 'or', operands: [inList(1), inList(8)] }, part([1, 2]))).toBe(true)
  expect(mayPass({ kind: 'not', operand: inList(1) }, part([1, 1]))).toBe(true)
  expect(mayPass(inList(7), { rows: 2, columns: new Map() })).toBe(true)
})
