import fc from 'fast-check'
import { expect, test } from 'vitest'
import { columnFromScalars } from '../columnar/column-from-scalars.ts'
import { type DecimalType, MAX_PRECISION, powerOfTen } from '../columnar/decimal-words.ts'
import { scalarAt } from '../columnar/scalar-at.ts'
import { decimalText } from '../columnar/scalar-text.ts'
import { arithmeticColumns } from './arithmetic.ts'
import { compareColumns } from './compare-columns.ts'
import { decimalResult } from './decimal-types.ts'
import { hashColumns } from './hash-columns.ts'
import { parseDecimal } from './parse-decimal.ts'
import { sortRows } from './sort-rows.ts'

const decimals = fc
  .record({ precision: fc.integer({ min: 1, max: MAX_PRECISION }), part: fc.double({ min: 0, max: 1, noNaN: true }) })
  .map(({ precision, part }): DecimalType => ({ kind: 'decimal', precision, scale: Math.floor(precision * part) }))
  .chain(type => {
    const limit = powerOfTen(type.precision) - 1n
    return fc.record({ type: fc.constant(type), value: fc.bigInt({ min: -limit, max: limit }) })
  })

test('arithmetic is exact, or says that the result does not fit', () => {
  fc.assert(
    fc.property(decimals, decimals, fc.constantFrom('+', '-', '*'), (a, b, op) => {
      const type = decimalResult(op, a.type, b.type)
      if (!type) return
      const scaled = (side: typeof a) => side.value * powerOfTen(op === '*' ? 0 : type.scale - side.type.scale)
      const [x, y] = [scaled(a), scaled(b)]
      const exact = op === '+' ? x + y : op === '-' ? x - y : x * y
      const fits = exact < powerOfTen(type.precision) && exact > -powerOfTen(type.precision)
      const left = columnFromScalars(a.type, [a.value])
      const right = columnFromScalars(b.type, [b.value])
      const run = () =>
        arithmeticColumns({ op, type, left, right }, (_row, reason) => {
          throw new Error(reason)
        })
      if (fits) expect(scalarAt(run(), 0)).toBe(exact)
      else expect(run).toThrow('Decimal overflow')
    }),
    { seed: 2 },
  )
})

test('wide decimals compare, sort and hash as their integers do', () => {
  const type = { kind: 'decimal', precision: 38, scale: 3 } as const
  fc.assert(
    fc.property(fc.array(fc.bigInt({ min: -(10n ** 38n) + 1n, max: 10n ** 38n - 1n }), { minLength: 2, maxLength: 20 }), values => {
      const column = columnFromScalars(type, [...values, values[0] ?? 0n])
      const order = [...sortRows([column], [{ descending: false, nullsFirst: false }])].map(row => scalarAt(column, row) as bigint)
      expect(order).toEqual([...values, values[0] ?? 0n].sort((x, y) => (x < y ? -1 : Number(x > y))))
      const hashes = hashColumns([column], column.length)
      expect(hashes[values.length]).toBe(hashes[0])
      expect(scalarAt(compareColumns('=', column, column), 0)).toBe(true)
    }),
    { seed: 3 },
  )
})

test('text and decimals agree', () => {
  fc.assert(
    fc.property(decimals, ({ type, value }) => {
      expect(parseDecimal(decimalText(value, type.scale), type)).toBe(value)
    }),
    { seed: 4 },
  )
  const money = { kind: 'decimal', precision: 5, scale: 2 } as const
  expect(['1.005', '-1.005', '1e2', '999.995', '', '1.2.3', '.5'].map(text => parseDecimal(text, money))).toEqual([
    101n,
    -101n,
    10_000n,
    undefined,
    undefined,
    undefined,
    50n,
  ])
})
