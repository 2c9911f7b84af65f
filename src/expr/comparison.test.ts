import { describe, expect, test } from 'vitest'
import type { DataType } from '../columnar/data-type.ts'
import { createFunctionRegistry } from '../functions/create-function-registry.ts'
import { arithmetic } from './arithmetic.ts'
import { canFail } from './can-fail.ts'
import { caseOf } from './case-of.ts'
import { arithmeticType, canCastImplicitly, commonType } from './coercion.ts'
import { columnsOf } from './columns-of.ts'
import { comparison } from './comparison.ts'
import { conjunction } from './conjunction.ts'
import type { Expr, LiteralValue } from './expr.ts'
import { functionCall } from './function-call.ts'
import { isConstant } from './is-constant.ts'
import { isPortable } from './is-portable.ts'
import { literalOf, scalarOfLiteral } from './literal.ts'
import { mapExpr } from './map-expr.ts'
import { narrowLiteral } from './narrow-literal.ts'
import { sameExpr } from './same-expr.ts'
import { splitConjunction } from './split-conjunction.ts'
import { typeOf } from './type-of.ts'

const functions = createFunctionRegistry()
const kind = (name: string) => ({ kind: name }) as DataType // the simple kinds only
const start: Expr = { kind: 'column', id: 1, name: 'start', type: { kind: 'uint32' } }
const chrom: Expr = { kind: 'column', id: 0, name: 'chrom', type: { kind: 'dictionary' } }
const literal = (value: LiteralValue, type: string) => ({ kind: 'literal', type: kind(type), value }) as const
const compareStart = (right: Expr) => comparison('>=', { left: start, right, at: 7 })

describe('comparisons', () => {
  test('a number literal takes the column type where it fits exactly', () => {
    expect(compareStart(literal(1e6, 'float64'))).toEqual({ kind: 'compare', op: '>=', left: start, right: literal(1000000, 'uint32') })
    expect(compareStart(literal('12', 'utf8'))).toMatchObject({ left: start, right: literal(12, 'uint32') })
    expect(compareStart(literal('3000000000', 'int64'))).toMatchObject({ left: start, right: literal(3000000000, 'uint32') })
  })

  test('otherwise both sides get a type that holds them', () => {
    expect(compareStart(literal(-5, 'int32'))).toMatchObject({ left: { kind: 'cast', to: kind('int64') }, right: literal('-5', 'int64') })
    expect(compareStart(literal(1.5, 'float64'))).toMatchObject({
      left: { kind: 'cast', to: kind('float64') },
      right: literal(1.5, 'float64'),
    })
  })

  test('text and dictionary compare as they are', () => {
    expect(comparison('=', { left: chrom, right: literal('chr1', 'utf8') })).toMatchObject({ left: chrom, right: literal('chr1', 'utf8') })
  })

  test('errors', () => {
    expect(() => compareStart(literal('abc', 'utf8'))).toThrow(
      expect.objectContaining({ code: 'PLAN', message: "'abc' is not a UINTEGER.", at: { sqlOffset: 7 } }),
    )
    expect(() => compareStart(literal('-1', 'utf8'))).toThrow("'-1' is not a UINTEGER.")
    expect(() => comparison('=', { left: chrom, right: literal(1, 'int32') })).toThrow(
      "Cannot compare chrom (VARCHAR) with 1 (INTEGER). Write '1'.",
    )
    expect(() => comparison('=', { left: chrom, right: start })).toThrow(
      'Cannot compare chrom (VARCHAR) with start (UINTEGER). Cast one side, for example CAST(chrom AS UINTEGER).',
    )
  })
})

test('literals survive JSON', () => {
  for (const [type, value] of [
    ['float64', Number.NaN],
    ['float64', -0],
    ['float64', Number.NEGATIVE_INFINITY],
    ['int64', -(2n ** 63n)],
    ['utf8', 'é'],
    ['boolean', false],
  ] as const) {
    const made = literalOf(kind(type), value)!
    expect(scalarOfLiteral(JSON.parse(JSON.stringify(made)))).toBe(value)
  }
  expect(scalarOfLiteral(literalOf(kind('binary'), Uint8Array.of(0, 255))!)).toEqual(Uint8Array.of(0, 255))
})

test('narrowLiteral keeps the value or declines', () => {
  expect(narrowLiteral(literal(255, 'int32'), kind('uint8'))?.value).toBe(255)
  expect(narrowLiteral(literal(256, 'int32'), kind('uint8'))).toBeUndefined()
  expect(narrowLiteral(literal('9007199254740993', 'int64'), kind('float64'))).toBeUndefined()
  expect(narrowLiteral(literal(0.1, 'float64'), kind('float32'))).toBeUndefined()
  expect(narrowLiteral(literal(0.5, 'float64'), kind('float32'))?.value).toBe(0.5)
})

test.each([
  ['int8', 'uint8', 'int16'],
  ['uint32', 'int32', 'int64'],
  ['uint32', 'float32', 'float64'],
  ['null', 'utf8', 'utf8'],
  ['dictionary', 'utf8', 'utf8'],
  ['dictionary', 'dictionary', 'dictionary'],
  ['utf8', 'int32', undefined],
  ['boolean', 'int32', undefined],
])('commonType of %s and %s is %s', (a, b, expected) => {
  expect(commonType(kind(a), kind(b))?.kind).toBe(expected)
  expect(commonType(kind(b), kind(a))?.kind).toBe(expected)
})

test.each([
  ['+', 'int32', 'int32', 'int32'],
  ['+', 'uint32', 'int32', 'int64'],
  ['-', 'uint32', 'uint32', 'int64'],
  ['*', 'int8', 'uint16', 'int32'],
  ['/', 'int32', 'float64', 'float64'],
  ['+', 'float32', 'float32', 'float32'],
  ['&', 'uint32', 'uint32', 'uint32'],
  ['&', 'float64', 'int32', undefined],
  ['+', 'utf8', 'int32', undefined],
] as const)('type of %s on %s and %s is %s', (op, a, b, expected) => {
  expect(arithmeticType(op, kind(a), kind(b))?.kind).toBe(expected)
})

test('a declared BIGINT stays declared', () => {
  expect(arithmeticType('+', { kind: 'int64', declared: true }, kind('int32'))).toEqual({ kind: 'int64', declared: true })
  expect(arithmeticType('+', kind('int64'), kind('int32'))).toEqual({ kind: 'int64' })
})

test('implicit casts lose nothing', () => {
  expect(canCastImplicitly(kind('uint32'), kind('int64'))).toBe(true)
  expect(canCastImplicitly(kind('int64'), kind('int32'))).toBe(false)
  expect(canCastImplicitly(kind('utf8'), kind('int32'))).toBe(false)
  expect(canCastImplicitly(kind('dictionary'), kind('utf8'))).toBe(true)
})

describe('analysis', () => {
  const sum = arithmetic('+', { left: start, right: literal(1, 'int32'), at: 3 })
  const predicate = conjunction([
    comparison('>', { left: sum, right: literal(5, 'int32') }),
    { kind: 'and', operands: [{ kind: 'is-null', operand: chrom }] },
  ])

  test('columnsOf, splitConjunction, conjunction', () => {
    expect(columnsOf(predicate)).toEqual([1, 0])
    expect(splitConjunction(predicate)).toHaveLength(2)
    expect(conjunction([])).toEqual(literal(true, 'boolean'))
    expect(conjunction([chrom])).toBe(chrom)
  })

  test('mapExpr keeps what does not change', () => {
    expect(mapExpr(predicate, expr => expr)).toBe(predicate)
    const renumbered = mapExpr(predicate, expr => (expr.kind === 'column' && expr.id === 1 ? { ...expr, id: 9 } : expr))
    expect(columnsOf(renumbered)).toEqual([9, 0])
  })

  test('sameExpr looks past places in the text', () => {
    expect(sameExpr(sum, { ...sum, at: 99 } as Expr)).toBe(true)
    expect(sameExpr(sum, arithmetic('-', { left: start, right: literal(1, 'int32') }))).toBe(false)
  })

  test('canFail', () => {
    expect(canFail(predicate)).toBe(false)
    expect(canFail(arithmetic('*', { left: start, right: start }))).toBe(true)
    expect(canFail(arithmetic('+', { left: literal(1, 'int32'), right: literal(1, 'int32') }))).toBe(true)
    expect(canFail({ kind: 'cast', operand: chrom, to: kind('int32'), onError: 'throw' })).toBe(true)
    expect(canFail({ kind: 'cast', operand: chrom, to: kind('int32'), onError: 'null' })).toBe(false)
    expect(canFail({ kind: 'cast', operand: start, to: kind('int64'), onError: 'throw' })).toBe(false)
    expect(canFail(functionCall({ name: 'upper', args: [chrom] }, functions))).toBe(false)
    expect(canFail(functionCall({ name: 'sqrt', args: [start] }, functions))).toBe(true)
    expect(canFail(functionCall({ name: 'regexp_matches', args: [chrom, literal('a+', 'utf8')] }, functions))).toBe(false)
    expect(canFail(functionCall({ name: 'regexp_matches', args: [chrom, literal('a(', 'utf8')] }, functions))).toBe(true)
  })

  test('isPortable, isConstant', () => {
    const own = createFunctionRegistry()
    own.register({ kind: 'scalar', name: 'mine', summary: '', example: '', resultType: () => kind('int32'), evaluate: args => args[0]! })
    const call = functionCall({ name: 'MINE', args: [literal(1, 'int32')] }, own)
    expect([isPortable(call), isConstant(call), typeOf(call).kind]).toEqual([false, false, 'int32'])
    const random = functionCall({ name: 'random', args: [] }, own)
    expect([isPortable(random), isConstant(random)]).toEqual([false, false])
    const upper = functionCall({ name: 'upper', args: [literal('a', 'utf8')] }, own)
    expect([isPortable(upper), isConstant(upper)]).toEqual([true, true])
    expect(isPortable({ kind: 'parameter', index: 0, type: kind('int32') })).toBe(false)
  })
})

describe('calls', () => {
  const call = (name: string, ...args: Expr[]) => functionCall({ name, args, at: 11 }, functions)

  test('errors name the function and help', () => {
    expect(() => call('uper', chrom)).toThrow(
      expect.objectContaining({ code: 'PLAN', message: 'Function "uper" does not exist. Did you mean "upper"?', at: { sqlOffset: 11 } }),
    )
    expect(() => call('qqqqqqqq')).toThrow('Function "qqqqqqqq" does not exist. SHOW FUNCTIONS lists what there is.')
    expect(() => call('upper', start)).toThrow("Function upper does not take (UINTEGER). Example: SELECT upper('acgt')")
  })

  test('quoted literals become numbers where these are asked for', () => {
    expect(call('sqrt', literal('16', 'utf8'))).toMatchObject({ args: [literal(16, 'float64')] })
    expect(call('coalesce', start, literal('5', 'utf8'))).toMatchObject({ args: [start, literal(5, 'uint32')], type: kind('uint32') })
    expect(() => call('sqrt', literal('x', 'utf8'))).toThrow("'x' is not a DOUBLE.")
  })

  test('some calls are other expressions', () => {
    expect(call('mod', start, literal(2, 'int32')).kind).toBe('arithmetic')
    expect(call('if', comparison('=', { left: start, right: start }), start, literal(0, 'int32')).kind).toBe('case')
    const struct: Expr = {
      kind: 'column',
      id: 2,
      name: 's',
      type: { kind: 'struct', fields: [{ name: 'a', type: kind('int8'), nullable: true }] },
    }
    expect(typeOf(call('struct_extract', struct, literal('a', 'utf8')))).toEqual(kind('int8'))
    expect(() => call('struct_extract', struct, literal('b', 'utf8'))).toThrow(
      'Function struct_extract needs the name of a field. Its fields: a.',
    )
  })

  test('CASE mixes types only where they have a common one', () => {
    const flag = comparison('=', { left: start, right: start })
    expect(typeOf(caseOf([{ when: flag, then: start }], literal(null, 'null')))).toEqual(kind('uint32'))
    expect(typeOf(caseOf([{ when: flag, then: chrom }], literal('x', 'utf8')))).toEqual(kind('utf8'))
    expect(() => caseOf([{ when: flag, then: start }], chrom)).toThrow('UINTEGER and VARCHAR cannot be mixed. Cast them to one type.')
  })
})
