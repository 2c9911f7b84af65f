/** The compiled kernels against an interpreter of one row that is too simple to be wrong. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Batch } from '../columnar/batch.ts'
import { columnFromScalars } from '../columnar/column-from-scalars.ts'
import { createDictionary } from '../columnar/create-dictionary.ts'
import type { DataType } from '../columnar/data-type.ts'
import type { Scalar } from '../columnar/scalar.ts'
import { scalarAt } from '../columnar/scalar-at.ts'
import { createFunctionRegistry } from '../functions/create-function-registry.ts'
import { arithmetic } from './arithmetic.ts'
import { caseOf } from './case-of.ts'
import { castTo } from './cast-to.ts'
import { comparison, inList } from './comparison.ts'
import { compileExpr } from './compile-expr.ts'
import { compilePredicate } from './compile-predicate.ts'
import { evaluateConstant } from './evaluate-constant.ts'
import type { ArithmeticOperator, ComparisonOperator, Expr } from './expr.ts'
import { functionCall } from './function-call.ts'
import { typeOf } from './type-of.ts'

const functions = createFunctionRegistry()
const byId = (column: { readonly id: number }) => column.id

const types: readonly DataType[] = [
  { kind: 'int32' },
  { kind: 'uint32' },
  { kind: 'float64' },
  { kind: 'int64' },
  { kind: 'utf8' },
  { kind: 'dictionary' },
  { kind: 'boolean' },
  { kind: 'int8' },
]
const names = ['i', 'u', 'f', 'l', 's', 'd', 'b', 't']
const [i, u, f, l, s, d, b, t] = names.map((name, id): Expr => ({ kind: 'column', id, name, type: types[id]! })) as [
  Expr,
  Expr,
  Expr,
  Expr,
  Expr,
  Expr,
  Expr,
  Expr,
]

const text = fc.constantFrom('', 'a', 'chr1', 'chr10', 'chrX', 'é', '😀', 'zz')
const cells: readonly fc.Arbitrary<Scalar>[] = [
  fc.oneof(fc.integer({ min: -5, max: 5 }), fc.constantFrom(-2147483648, 2147483647)),
  fc.oneof(fc.integer({ min: 0, max: 5 }), fc.constantFrom(4294967295)),
  fc.oneof(fc.constantFrom(0, -0, 0.5, 1, 2, -1.5, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY), fc.double()),
  fc.oneof(fc.bigInt({ min: -5n, max: 5n }), fc.constantFrom(2n ** 63n - 1n, -(2n ** 63n), 2n ** 53n, 2n ** 53n + 1n, 2n ** 32n)),
  text,
  text,
  fc.boolean(),
  fc.integer({ min: -128, max: 127 }),
]
const rowsOf = fc.array(fc.tuple(...cells.map(cell => fc.option(cell, { nil: null, freq: 4 }))) as fc.Arbitrary<readonly Scalar[]>, {
  minLength: 0,
  maxLength: 40,
})

function batchOf(rows: readonly (readonly Scalar[])[]): Batch {
  const dictionary = createDictionary()
  const columns = types.map((type, id) =>
    columnFromScalars(
      type,
      rows.map(row => row[id]!),
      type.kind === 'dictionary' ? dictionary : undefined,
    ),
  )
  return { schema: { fields: [] }, numRows: rows.length, columns }
}

function valuesOf(expr: Expr, batch: Batch): readonly Scalar[] {
  const column = compileExpr(expr, byId, functions)(batch)
  expect(column.length).toBe(batch.numRows)
  expect(column.type.kind).toBe(typeOf(expr).kind)
  const values = Array.from({ length: batch.numRows }, (_, row) => scalarAt(column, row))
  expect(values.filter(value => value === null).length).toBe(column.nullCount)
  return values
}

type Cell = Exclude<Scalar, null>

function order(x: Cell, y: Cell): number {
  if (typeof x === 'number' && typeof y === 'number' && (Number.isNaN(x) || Number.isNaN(y)))
    return Number(Number.isNaN(x)) - Number(Number.isNaN(y))
  if (typeof x === 'string' && typeof y === 'string') return Buffer.compare(Buffer.from(x), Buffer.from(y))
  return x < y ? -1 : x > y ? 1 : 0
}

const holds: { readonly [op in ComparisonOperator]: (order: number) => boolean } = {
  '=': order => order === 0,
  '<>': order => order !== 0,
  '<': order => order < 0,
  '<=': order => order <= 0,
  '>': order => order > 0,
  '>=': order => order >= 0,
}
const comparisons = Object.keys(holds) as readonly ComparisonOperator[]

test('columns compare as their values do, NULL where either is', () => {
  const pairs = [
    [i, t],
    [u, u],
    [f, i],
    [l, i],
    [s, d],
    [d, s],
    [d, d],
    [b, b],
    [u, i],
    [l, l],
  ] as const
  fc.assert(
    fc.property(rowsOf, fc.constantFrom(...pairs), fc.constantFrom(...comparisons), (rows, [left, right], op) => {
      const batch = batchOf(rows)
      const expr = comparison(op, { left, right })
      const expected = valuesOf(left, batch).map((x, row) => {
        const y = valuesOf(right, batch)[row]!
        if (x === null || y === null) return null
        return holds[op](typeof x === 'bigint' || typeof y === 'bigint' ? order(BigInt(x as number), BigInt(y as number)) : order(x, y))
      })
      expect(valuesOf(expr, batch)).toEqual(expected)
    }),
    { seed: 1, numRuns: 300 },
  )
})

test('columns compare with constants of their type, either way round', () => {
  fc.assert(
    fc.property(
      rowsOf,
      fc.integer({ min: 0, max: 7 }),
      fc.constantFrom(...comparisons),
      fc.infiniteStream(fc.boolean()),
      (rows, id, op, flips) => {
        const batch = batchOf(rows)
        const column: Expr = { kind: 'column', id, name: names[id]!, type: types[id]! }
        for (const row of rows.slice(0, 3)) {
          const value = row[id]!
          const constant = literal(value, types[id]!)
          const flipped = flips.next().value === true
          const expr = comparison(op, flipped ? { left: constant, right: column } : { left: column, right: constant })
          const expected = rows.map(other => {
            if (value === null || other[id] === null) return null
            return holds[op](flipped ? order(value, other[id]!) : order(other[id]!, value))
          })
          expect(valuesOf(expr, batch)).toEqual(expected)
        }
      },
    ),
    { seed: 2, numRuns: 300 },
  )
})

function literal(value: Scalar, type: DataType): Expr {
  const json =
    typeof value === 'bigint' || (typeof value === 'number' && (!Number.isFinite(value) || Object.is(value, -0))) ? String(value) : value
  return {
    kind: 'literal',
    type: type.kind === 'dictionary' ? { kind: 'utf8' } : type,
    value: Object.is(value, -0) ? '-0' : (json as null),
  }
}

test('integer arithmetic is exact or an error; a zero divisor gives NULL', () => {
  const operators: readonly ArithmeticOperator[] = ['+', '-', '*', '/', '%', '&', '|', '#']
  const pairs = [
    [i, i],
    [t, i],
    [u, i],
    [u, u],
    [l, u],
    [l, l],
  ] as const
  fc.assert(
    fc.property(rowsOf, fc.constantFrom(...pairs), fc.constantFrom(...operators), (rows, [left, right], op) => {
      const batch = batchOf(rows)
      const expr = arithmetic(op, { left, right })
      const lefts = valuesOf(left, batch)
      const rights = valuesOf(right, batch)
      const expected = lefts.map((x, row) => integerResult(op, x, rights[row]!))
      const bits = typeOf(expr).kind === 'int64' ? 64 : 32
      const unsigned = typeOf(expr).kind === 'uint32'
      const fits = expected.every(
        value => value === null || (unsigned ? BigInt.asUintN(bits, value) : BigInt.asIntN(bits, value)) === value,
      )
      if (!fits) expect(() => valuesOf(expr, batch)).toThrow('Integer overflow in ')
      else expect(valuesOf(expr, batch).map(value => (value === null ? null : BigInt(value as number)))).toEqual(expected)
    }),
    { seed: 3, numRuns: 500 },
  )
})

function integerResult(op: ArithmeticOperator, left: Scalar, right: Scalar): bigint | null {
  if (left === null || right === null) return null
  const [x, y] = [BigInt(left as number), BigInt(right as number)]
  if (y === 0n && (op === '/' || op === '%')) return null
  switch (op) {
    case '+':
      return x + y
    case '-':
      return x - y
    case '*':
      return x * y
    case '/':
      return x / y
    case '%':
      return x % y
    case '&':
      return x & y
    case '|':
      return x | y
    default:
      return x ^ y
  }
}

describe('three-valued logic', () => {
  const values = [true, false, null] as const
  const constant = (value: boolean | null): Expr => ({ kind: 'literal', type: { kind: 'boolean' }, value })
  const rows = values.flatMap(x => values.map(y => [x, y] as const))
  const batch: Batch = {
    schema: { fields: [] },
    numRows: rows.length,
    columns: [0, 1].map(side =>
      columnFromScalars(
        { kind: 'boolean' },
        rows.map(row => row[side]!),
      ),
    ),
  }
  const x: Expr = { kind: 'column', id: 0, name: 'x', type: { kind: 'boolean' } }
  const y: Expr = { kind: 'column', id: 1, name: 'y', type: { kind: 'boolean' } }

  test.each([
    ['and', [true, false, null, false, false, false, null, false, null]],
    ['or', [true, true, true, true, false, null, true, null, null]],
  ] as const)('%s', (kind, expected) => {
    expect(valuesOf({ kind, operands: [x, y] }, batch)).toEqual(expected)
    expect(rows.map(([left, right]) => evaluateConstant({ kind, operands: [constant(left), constant(right)] }, functions))).toEqual(
      expected,
    )
    // An operand that may fail takes the lazy way.
    const lazy: Expr = {
      kind: 'cast',
      operand: { kind: 'cast', operand: y, to: { kind: 'utf8' }, onError: 'throw' },
      to: { kind: 'boolean' },
      onError: 'throw',
    }
    expect(valuesOf({ kind, operands: [x, lazy] }, batch)).toEqual(expected)
  })

  test('not, is null', () => {
    expect(valuesOf({ kind: 'not', operand: y }, batch).slice(0, 3)).toEqual([false, true, null])
    expect(valuesOf({ kind: 'is-null', operand: y }, batch).slice(0, 3)).toEqual([false, false, true])
  })

  test('a predicate passes TRUE only', () => {
    expect(compilePredicate(x, byId, functions)(batch)).toEqual(Uint32Array.of(0, 1, 2))
    expect(compilePredicate(constant(true), byId, functions)(batch)).toBe('all')
    expect(compilePredicate(constant(null), byId, functions)(batch)).toEqual(new Uint32Array(0))
  })
})

describe('what the left side has decided is not evaluated', () => {
  const numbers = batchOf([
    [1, 1, 1, 1n, 'x', 'x', true, 1],
    [0, 0, 0, 0n, '7', '7', false, 0],
    [null, 2, 2, 2n, 'y', '8', null, 2],
  ])
  const asNumber = (operand: Expr): Expr => ({ kind: 'cast', operand, to: { kind: 'int32' }, onError: 'throw', at: 40 })
  const one: Expr = { kind: 'literal', type: { kind: 'int32' }, value: 1 }
  const isOne = comparison('=', { left: t, right: one })
  const isZero = comparison('=', { left: t, right: literal(0, { kind: 'int32' }) })

  test('AND', () => {
    const guarded: Expr = { kind: 'and', operands: [isZero, comparison('>', { left: asNumber(s), right: one })] }
    expect(valuesOf(guarded, numbers)).toEqual([false, true, false])
    expect(() => valuesOf({ kind: 'and', operands: [...guarded.operands].reverse() }, numbers)).toThrow(
      "Cannot convert 'x' to INTEGER in CAST(s AS INTEGER). TRY_CAST gives NULL instead.",
    )
  })

  test('AND goes on where the left is NULL', () => {
    const guarded: Expr = {
      kind: 'and',
      operands: [comparison('=', { left: i, right: literal(0, { kind: 'int32' }) }), comparison('>', { left: asNumber(s), right: one })],
    }
    expect(() => valuesOf(guarded, numbers)).toThrow("Cannot convert 'y' to INTEGER")
  })

  test('OR', () => {
    const guarded: Expr = {
      kind: 'or',
      operands: [comparison('<>', { left: t, right: literal(0, { kind: 'int32' }) }), comparison('>', { left: asNumber(s), right: one })],
    }
    expect(valuesOf(guarded, numbers)).toEqual([true, true, true])
  })

  test('CASE and COALESCE', () => {
    const guarded = caseOf([
      { when: isZero, then: asNumber(s) },
      { when: isOne, then: one },
    ])
    expect(valuesOf(guarded, numbers)).toEqual([1, 7, null])
    const tryCast: Expr = { kind: 'cast', operand: s, to: { kind: 'int32' }, onError: 'null' }
    expect(valuesOf(functionCall({ name: 'coalesce', args: [i, asNumber(d)] }, functions), numbers)).toEqual([1, 0, 8])
    expect(valuesOf(functionCall({ name: 'ifnull', args: [tryCast, t] }, functions), numbers)).toEqual([1, 7, 2])
  })

  test('the error carries the place in the SQL text', () => {
    expect(() => valuesOf(asNumber(s), numbers)).toThrow(expect.objectContaining({ code: 'EXECUTION', at: { sqlOffset: 40 } }))
  })
})

test('messages of overflow name the expression, the values and the way out', () => {
  const batch = batchOf([[2147483647, 4294967295, 0, 2n ** 62n, '', '', true, 0]])
  const literal32 = (value: number): Expr => ({ kind: 'literal', type: { kind: 'int32' }, value })
  expect(() => valuesOf(arithmetic('*', { left: i, right: literal32(1000000) }), batch)).toThrow(
    'Integer overflow in i * 1000000: 2147483647 * 1000000 does not fit INTEGER; cast an operand to BIGINT.',
  )
  expect(() => valuesOf(arithmetic('+', { left: l, right: l }), batch)).toThrow(
    'Integer overflow in l + l: 4611686018427387904 + 4611686018427387904 does not fit BIGINT; cast an operand to DOUBLE.',
  )
  expect(() => valuesOf(arithmetic('<<', { left: i, right: literal32(-1) }), batch)).toThrow(
    'Shift by a negative number in i << -1: 2147483647 << -1.',
  )
  expect(valuesOf(arithmetic('*', { left: u, right: literal32(1000000) }), batch)).toEqual([4294967295000000n])
})

test('values under NULLs never fail', () => {
  const full = columnFromScalars({ kind: 'int32' }, [2147483647, 1])
  const column = { ...full, nullCount: 1, validity: Uint8Array.of(0b10) }
  const batch: Batch = { schema: { fields: [] }, numRows: 2, columns: [column] }
  expect(valuesOf(arithmetic('+', { left: i, right: i }), batch)).toEqual([null, 2])
  expect(valuesOf(castTo(i, { kind: 'int8' }), batch)).toEqual([null, 1])
})

describe('IN', () => {
  const batch = batchOf([
    [1, 1, 0.5, 1n, 'a', 'chr1', true, 1],
    [9, 9, Number.NaN, 9n, 'z', 'chrX', false, 9],
    [null, null, null, null, null, null, null, null],
  ])
  const strings = (list: readonly (string | null)[]): Expr[] => list.map(value => ({ kind: 'literal', type: { kind: 'utf8' }, value }))
  const integers = (list: readonly (number | null)[]): Expr[] => list.map(value => ({ kind: 'literal', type: { kind: 'int32' }, value }))

  test.each<[string, Expr, readonly Scalar[]]>([
    ['few integers', inList(i, integers([1, 2])), [true, false, null]],
    ['many integers', inList(u, integers([1, 2, 3, 4, 5, 6])), [true, false, null]],
    ['many of 64 bits', inList(l, integers([9, 2, 3, 4, 5, 6])), [false, true, null]],
    ['with a NULL', inList(i, integers([1, null])), [true, null, null]],
    ['few texts', inList(s, strings(['a'])), [true, false, null]],
    ['many texts', inList(s, strings(['a', 'b', 'c', 'd', 'e', 'a'])), [true, false, null]],
    ['dictionary', inList(d, strings(['chr1', 'b', 'c', 'd', 'e'])), [true, false, null]],
    ['quoted numbers', inList(u, strings(['1', '2', '3', '4', '9'])), [true, true, null]],
    ['columns', inList(i, [t, integers([5])[0]!]), [true, true, null]],
    ['mixed numbers', inList(i, [literal(1.5, { kind: 'float64' }), literal(9, { kind: 'int32' })]), [false, true, null]],
  ])('%s', (_name, expr, expected) => {
    expect(valuesOf(expr, batch)).toEqual(expected)
  })

  test('100,000 items are looked up in time that grows with the rows', () => {
    const started = performance.now()
    const list = integers(Array.from({ length: 100_000 }, (_, n) => n * 3))
    expect(valuesOf(inList(i, list), batch)).toEqual([false, true, null])
    expect(performance.now() - started).toBeLessThan(20_000)
  })
})

test('a dictionary that grows between batches is looked up again', () => {
  const dictionary = createDictionary()
  const batchWith = (values: readonly string[]): Batch => ({
    schema: { fields: [] },
    numRows: values.length,
    columns: [columnFromScalars({ kind: 'dictionary' }, values, dictionary)],
  })
  const column: Expr = { kind: 'column', id: 0, name: 'chrom', type: { kind: 'dictionary' } }
  const right: Expr = { kind: 'literal', type: { kind: 'utf8' }, value: 'chr2' }
  const upper = compileExpr(functionCall({ name: 'upper', args: [column] }, functions), byId, functions)
  const tests = (['=', '<>', '<', '>='] as const).map(op => compilePredicate(comparison(op, { left: column, right }), byId, functions))
  const first = batchWith(['chr1', 'chr1'])
  expect(tests.map(passes => passes(first))).toEqual([new Uint32Array(0), 'all', 'all', new Uint32Array(0)])
  expect(scalarAt(upper(first), 1)).toBe('CHR1')
  const second = batchWith(['chr2', 'chr1', 'chr3'])
  expect(tests.map(passes => passes(second))).toEqual([Uint32Array.of(0), Uint32Array.of(1, 2), Uint32Array.of(1), Uint32Array.of(0, 2)])
  expect([0, 1, 2].map(row => scalarAt(upper(second), row))).toEqual(['CHR2', 'CHR1', 'CHR3'])
})
