import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ComparisonOperator, Expr } from '../../expr/expr.ts'
import { type GenomicColumns, regionsFromFilters } from './region-filter.ts'

const closed: GenomicColumns = { contig: 'chrom', start: 'start', end: 'end', endBounds: true, coordinates: 'one-based-closed' }
const halfOpen: GenomicColumns = { ...closed, coordinates: 'zero-based-half-open' }

const chrom: Expr = { kind: 'column', id: 0, name: 'chrom', type: { kind: 'dictionary' } }
const start: Expr = { kind: 'column', id: 1, name: 'start', type: { kind: 'uint32' } }
const end: Expr = { kind: 'column', id: 2, name: 'end', type: { kind: 'uint32' } }
const text = (value: string | null): Expr => ({ kind: 'literal', type: { kind: 'utf8' }, value })
const number = (value: number | null): Expr => ({ kind: 'literal', type: { kind: 'float64' }, value })
const int64 = (value: string): Expr => ({ kind: 'literal', type: { kind: 'int64' }, value })
const compare = (op: ComparisonOperator, left: Expr, right: Expr): Expr => ({ kind: 'compare', op, left, right })
const and = (...operands: Expr[]): Expr => ({ kind: 'and', operands })
const or = (...operands: Expr[]): Expr => ({ kind: 'or', operands })
const onChr1 = compare('=', chrom, text('chr1'))
const chr1 = (from: number, to: number) => [{ contig: 'chr1', interval: { start: from, end: to } }]

test('start comparisons are shown coordinates', () => {
  const between = [onChr1, compare('>=', start, number(100)), compare('<=', start, number(200))]
  expect(regionsFromFilters(between, closed)).toEqual(chr1(99, 200))
  expect(regionsFromFilters(between, halfOpen)).toEqual(chr1(100, 201))
})

test('an overlap of start and end bounds both sides', () => {
  const overlap = [onChr1, compare('<=', start, number(200)), compare('>=', end, number(100))]
  expect(regionsFromFilters(overlap, closed)).toEqual(chr1(99, 200))
  expect(regionsFromFilters(overlap, { ...closed, endBounds: false })).toEqual(chr1(0, 200))
})

test('literals on the left, casts, IN and OR', () => {
  const wide: Expr = { kind: 'cast', operand: start, to: { kind: 'int64' }, onError: 'throw' }
  expect(regionsFromFilters([compare('=', text('chr1'), chrom), compare('<', int64('100'), wide)], closed)).toEqual(
    chr1(100, Number.MAX_SAFE_INTEGER),
  )
  const contigs: Expr = { kind: 'in-list', operand: chrom, list: [text('chr2'), text('chr1'), text(null)] }
  expect(regionsFromFilters([contigs], closed)).toEqual([{ contig: 'chr1' }, { contig: 'chr2' }])
  const places = or(
    and(onChr1, compare('=', start, number(5))),
    and(onChr1, compare('=', start, number(6))),
    compare('=', chrom, text('x')),
  )
  expect(regionsFromFilters([places], closed)).toEqual([...chr1(4, 6), { contig: 'x' }])
})

test('what an index cannot bound is all, and what cannot be is none', () => {
  expect(regionsFromFilters([compare('>', start, number(5))], closed)).toBe('all')
  expect(regionsFromFilters([or(onChr1, compare('>', start, number(5)))], closed)).toBe('all')
  expect(regionsFromFilters([{ kind: 'not', operand: onChr1 }], closed)).toBe('all')
  expect(regionsFromFilters([compare('<>', chrom, text('chr1'))], closed)).toBe('all')
  const small: Expr = { kind: 'cast', operand: start, to: { kind: 'int8' }, onError: 'throw' }
  expect(regionsFromFilters([onChr1, compare('=', small, number(5))], closed)).toEqual([{ contig: 'chr1' }])
  expect(regionsFromFilters([onChr1, compare('=', chrom, text('chr2'))], closed)).toBe('none')
  expect(regionsFromFilters([onChr1, compare('>', start, number(9)), compare('<', end, number(5))], closed)).toBe('none')
  expect(regionsFromFilters([onChr1, compare('=', start, number(null))], closed)).toBe('none')
  expect(regionsFromFilters([onChr1, compare('=', start, number(1.5))], closed)).toBe('none')
  expect(regionsFromFilters([], closed)).toBe('all')
})

test('position 0 lies in the first window of an index', () => {
  expect(regionsFromFilters([onChr1, compare('=', start, number(0))], closed)).toEqual(chr1(0, 1))
})

test('a long IN list keeps its places, and a product of two is not worth it', () => {
  const list = Array.from({ length: 5_000 }, (_, i) => number(i * 10))
  const regions = regionsFromFilters([onChr1, { kind: 'in-list', operand: start, list }], closed)
  expect(regions).toHaveLength(5_000)
  const ends = [...list, number(7)].map(item => compare('>=', end, item))
  const both = [onChr1, { kind: 'in-list', operand: start, list } as const, or(...ends)]
  expect(regionsFromFilters(both, closed)).toHaveLength(5_000)
})

interface Row {
  readonly chrom: string
  readonly start: number
  readonly end: number
}

const operator = fc.constantFrom<ComparisonOperator>('=', '<>', '<', '<=', '>', '>=')
const value = fc.oneof(fc.integer({ min: -2, max: 12 }), fc.constantFrom(2.5, 7.5, null))
const leaf = fc.oneof(
  fc.constantFrom('chr1', 'chr2', null).map(name => compare('=', chrom, text(name))),
  fc.tuple(operator, fc.constantFrom(start, end), value).map(([op, column, v]) => compare(op, column, number(v))),
  fc.tuple(operator, fc.constantFrom(start, end), value).map(([op, column, v]) => compare(op, number(v), column)),
  fc.array(value, { minLength: 1, maxLength: 3 }).map((list): Expr => ({ kind: 'in-list', operand: start, list: list.map(number) })),
)
const filter = fc.letrec<{ expr: Expr }>(tie => ({
  expr: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    leaf,
    fc.array(tie('expr'), { minLength: 1, maxLength: 3 }).map(operands => and(...operands)),
    fc.array(tie('expr'), { minLength: 1, maxLength: 3 }).map(operands => or(...operands)),
    tie('expr').map((operand): Expr => ({ kind: 'not', operand })),
  ),
})).expr

/** Three-valued, written down once more and independently of the engine. */
function passes(expr: Expr, row: Row): boolean | null {
  switch (expr.kind) {
    case 'and': {
      const values = expr.operands.map(operand => passes(operand, row))
      return values.includes(false) ? false : values.includes(null) ? null : true
    }
    case 'or': {
      const values = expr.operands.map(operand => passes(operand, row))
      return values.includes(true) ? true : values.includes(null) ? null : false
    }
    case 'not': {
      const inside = passes(expr.operand, row)
      return inside === null ? null : !inside
    }
    case 'in-list':
      return passes(or(...expr.list.map(item => compare('=', expr.operand, item))), row)
    case 'compare': {
      const [a, b] = [operandOf(expr.left, row), operandOf(expr.right, row)]
      if (a === null || b === null) return null
      if (expr.op === '=') return a === b
      if (expr.op === '<>') return a !== b
      if (expr.op === '<') return a < b
      if (expr.op === '<=') return a <= b
      return expr.op === '>' ? a > b : a >= b
    }
    default:
      throw new Error(`not in these tests: ${expr.kind}`)
  }
}

function operandOf(expr: Expr, row: Row): string | number | null {
  if (expr.kind === 'literal') return expr.value as string | number | null // the tests make no others
  return expr.kind === 'column' ? row[expr.name as keyof Row] : null
}

test.each([closed, halfOpen])('every row that passes overlaps a region: $coordinates', columns => {
  const shift = columns.coordinates === 'one-based-closed' ? 0 : -1
  const rows: Row[] = []
  for (const name of ['chr1', 'chr2', 'chr3']) {
    for (let first = 0; first <= 10; first++)
      for (let last = first; last <= 11; last++) rows.push({ chrom: name, start: first + shift, end: last })
  }
  fc.assert(
    fc.property(fc.array(filter, { minLength: 1, maxLength: 3 }), filters => {
      const regions = regionsFromFilters(filters, columns)
      if (regions === 'all') return
      for (const row of rows) {
        if (passes(and(...filters), row) !== true) continue
        const from = Math.max(0, row.start - shift - 1)
        const to = Math.max(1, row.end)
        const found =
          regions !== 'none' &&
          regions.some(
            ({ contig, interval }) => contig === row.chrom && (interval === undefined || (from < interval.end && to > interval.start)),
          )
        expect(found, JSON.stringify({ row, regions })).toBe(true)
      }
    }),
    { seed: 7, numRuns: 3000 },
  )
})
