import { expect, test } from 'vitest'
import { getBit } from '../../columnar/bitmap.ts'
import type { Column } from '../../columnar/column.ts'
import { columnFromScalars } from '../../columnar/column-from-scalars.ts'
import type { DataType } from '../../columnar/data-type.ts'
import { isValid } from '../../columnar/is-valid.ts'
import type { Scalar } from '../../columnar/scalar.ts'
import { type ComparisonOperator, compareColumns } from '../compare-columns.ts'
import { constantComparison } from '../constant-comparison.ts'
import { integerLimits } from '../integer-limits.ts'
import { setRows } from '../true-rows.ts'
import { filterKernels } from './filter-kernels.ts'
import { FilterMask } from './filter-mask.ts'
import { constantTerm, type MaskTerm, pairTerm } from './mask-term.ts'

const OPERATORS: readonly ComparisonOperator[] = ['=', '<>', '<', '<=', '>', '>=']

function numbers(seed: number): (below: number) => number {
  let state = seed
  return below => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

/** Few values, so that many are equal, and the ends of the type. */
function valuesOf(type: DataType): readonly Scalar[] {
  const { kind } = type
  if (kind === 'float64') return [Number.NEGATIVE_INFINITY, -1.5, -0, 0, 5e-324, 1, 2 ** 60, Number.POSITIVE_INFINITY, Number.NaN]
  if (kind === 'dictionary') return ['chr1', 'chr2', '', 'é']
  const { min, max } = integerLimits({ kind: kind === 'date' ? 'int32' : kind } as DataType) // only the kind is looked at
  const decimal = kind === 'decimal' ? 10n ** 17n : undefined
  const all = [decimal ? -decimal : min, min < 0n ? -1n : 1n, 0n, 1n, 2n, 100n, decimal ?? max - 1n, decimal ?? max]
  const big = kind === 'int64' || kind === 'uint64' || kind === 'timestamp' || kind === 'decimal'
  return big ? all : all.map(Number)
}

const TYPES: readonly DataType[] = [
  { kind: 'int8' },
  { kind: 'uint8' },
  { kind: 'int16' },
  { kind: 'uint16' },
  { kind: 'int32' },
  { kind: 'uint32' },
  { kind: 'date' },
  { kind: 'int64' },
  { kind: 'uint64' },
  { kind: 'timestamp', unit: 'us' },
  { kind: 'decimal', precision: 18, scale: 2 },
  { kind: 'float64' },
  { kind: 'dictionary' },
]

function randomColumn(type: DataType, rows: number, random: (below: number) => number): Column {
  const values = valuesOf(type)
  const nulls = random(2)
  return columnFromScalars(
    type,
    Array.from({ length: rows }, () => (nulls === 1 && random(5) === 0 ? null : values[random(values.length)]!)),
  )
}

/** What the loops of the script say: 1 where all are TRUE. */
function expected(answers: readonly Column[], rows: number): string {
  const isTrue = (answer: Column, row: number) => isValid(answer, row) && getBit(answer.values as Uint8Array, row)
  return Array.from({ length: rows }, (_, row) => Number(answers.every(answer => isTrue(answer, row)))).join('')
}

function actual(columns: readonly Column[], terms: readonly MaskTerm[], rows: number): string | undefined {
  const mask = new FilterMask(terms)
  const batch = { schema: { fields: [] }, numRows: rows, columns }
  const passing = mask.rows(batch)
  expect(mask.count(batch)).toBe(passing === 'all' ? rows : passing?.length)
  const bits = mask.bits(batch)
  if (bits && passing !== 'all') expect(passing).toEqual(setRows(bits, rows))
  return bits && Array.from({ length: rows }, (_, row) => Number(getBit(bits, row))).join('')
}

test('this engine has the vectors', () => {
  expect(filterKernels()).toBeDefined()
})

test.each(TYPES.map(type => [type.kind, type] as const))('vectors compare %s as the loops of the script do', (_, type) => {
  const random = numbers(7)
  const values = valuesOf(type)
  let compared = 0
  for (let round = 0; round < 40; round++) {
    const rows = 256 + random(300)
    const columns = [randomColumn(type, rows, random), randomColumn(type, rows, random)]
    const answers: Column[] = []
    const terms: MaskTerm[] = []
    for (let i = 0; i <= random(3); i++) {
      const column = random(2)
      const op = OPERATORS[random(6)]!
      const value = values[random(values.length)]!
      const constant = constantTerm(column, type, { op, value })
      const pair = random(3) === 0 ? pairTerm([column, 1 - column], type, op) : undefined
      const term = pair ?? constant
      if (!term) continue
      terms.push(term)
      answers.push(pair ? compareColumns(op, columns[column]!, columns[1 - column]!) : constantComparison(op, value)(columns[column]!))
    }
    if (terms.length === 0) continue
    compared++
    expect(actual(columns, terms, rows)).toBe(expected(answers, rows))
  }
  expect(compared).toBeGreaterThan(20)
})

test('batches that are longer than the memory of the loops go through in parts', () => {
  const rows = 40_001
  const random = numbers(3)
  const column = randomColumn({ kind: 'int32' }, rows, random)
  const term = constantTerm(0, column.type, { op: '<', value: 2 })!
  expect(actual([column], [term], rows)).toBe(expected([constantComparison('<', 2)(column)], rows))
})

test('what vectors do not know is left to the script', () => {
  expect(constantTerm(0, { kind: 'float64' }, { op: '=', value: Number.NaN })).toBeUndefined()
  expect(constantTerm(0, { kind: 'utf8' }, { op: '=', value: 'a' })).toBeUndefined()
  expect(constantTerm(0, { kind: 'dictionary' }, { op: '<', value: 'a' })).toBeUndefined()
  const term = constantTerm(0, { kind: 'int32' }, { op: '=', value: 1 })!
  const other = columnFromScalars({ kind: 'int64' }, new Array(300).fill(1n))
  expect(actual([other], [term], 300)).toBeUndefined()
  const few = columnFromScalars({ kind: 'int32' }, [1, 2])
  expect(actual([few], [term], 2)).toBeUndefined()
})
