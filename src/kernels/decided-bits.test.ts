import { expect, test } from 'vitest'
import type { Column } from '../columnar/column.ts'
import { columnFromScalars } from '../columnar/column-from-scalars.ts'
import { isEverywhere, isNowhereTrue } from './decided-bits.ts'

const column = (...values: (boolean | null)[]): Column => columnFromScalars({ kind: 'boolean' }, values)
const times = (count: number, value: boolean | null) => Array<boolean | null>(count).fill(value)

test.each([1, 7, 8, 9, 16, 20])('%i rows', length => {
  const before = times(length - 1, true)
  expect(isEverywhere(true, column(...before, true))).toBe(true)
  expect(isEverywhere(true, column(...before, false))).toBe(false)
  expect(isEverywhere(true, column(...before, null))).toBe(false)
  expect(isEverywhere(false, column(...times(length, false)))).toBe(true)
  expect(isEverywhere(false, column(...times(length - 1, false), null))).toBe(false)
  expect(isEverywhere(false, column(...times(length - 1, false), true))).toBe(false)
  expect(isNowhereTrue(column(...times(length - 1, null), false))).toBe(true)
  expect(isNowhereTrue(column(...times(length - 1, false), true))).toBe(false)
})

test('bits behind the last row mean nothing', () => {
  const bits = (byte: number): Column => ({ type: { kind: 'boolean' }, length: 3, nullCount: 0, values: Uint8Array.of(byte) })
  expect(isEverywhere(false, bits(0b1111_1000))).toBe(true)
  expect(isNowhereTrue(bits(0b1111_1000))).toBe(true)
  expect(isEverywhere(true, bits(0b0000_0111))).toBe(true)
})

test('a column of the type NULL is nowhere TRUE', () => {
  const nothing: Column = { type: { kind: 'null' }, length: 2, nullCount: 2, values: new Uint8Array(0) }
  expect(isNowhereTrue(nothing)).toBe(true)
  expect([isEverywhere(true, nothing), isEverywhere(false, nothing)]).toEqual([false, false])
})
