import { expect, test } from 'vitest'
import { columnFromScalars } from '../../columnar/column-from-scalars.ts'
import type { DataType } from '../../columnar/data-type.ts'
import type { Scalar } from '../../columnar/scalar.ts'
import { NO_ROW, takeColumnOrNull } from '../../columnar/take-column-or-null.ts'
import { GroupTable } from './group-table.ts'

function groupsOf(type: DataType, scalars: readonly Scalar[]) {
  return [...new GroupTable([type]).assign([columnFromScalars(type, scalars)], scalars.length)]
}

test('64-bit values that differ in one word only', () => {
  const values = Array.from({ length: 100 }, (_, i) => BigInt(i % 10) * 2n ** 32n + BigInt(i % 7))
  const known = [...new Set(values)]
  expect(groupsOf({ kind: 'int64' }, values)).toEqual(values.map(value => known.indexOf(value)))
})

test('texts in a struct do not run into each other', () => {
  const fields = ['a', 'b'].map(name => ({ name, type: { kind: 'utf8' } as const, nullable: true }))
  const rows = [
    { a: 'x', b: 'yz' },
    { a: 'xy', b: 'z' },
    // A NULL is not the bytes that mark it.
    { a: 'x\u0001', b: '' },
    { a: 'x', b: '\u0001' },
  ]
  expect(groupsOf({ kind: 'struct', fields }, rows)).toEqual([0, 1, 2, 3])
})

test('what lies under a NULL makes no group', () => {
  const column = takeColumnOrNull(columnFromScalars({ kind: 'int32' }, [5, 6]), Uint32Array.of(NO_ROW, 1, NO_ROW, 0))
  const table = new GroupTable([{ kind: 'int32' }])
  expect([...table.assign([column], 4)]).toEqual([0, 1, 0, 2])
})

test('64-bit integers of a small range keep their numbers when one leaves it', () => {
  const table = new GroupTable([{ kind: 'int64' }])
  const assign = (...values: readonly (bigint | null)[]) => [...table.assign([columnFromScalars({ kind: 'int64' }, values)], values.length)]
  const find = (...values: readonly bigint[]) => [...table.find([columnFromScalars({ kind: 'int64' }, values)], values.length)]
  expect(assign(7n, -3n, 7n, 100n)).toEqual([0, 1, 0, 2])
  expect(find(100n, 2n ** 32n + 7n, -4n, 7n)).toEqual([2, -1, -1, 0])
  expect(assign(-3n, 2n ** 40n, 2n ** 32n + 7n, 7n)).toEqual([1, 3, 4, 0])
  expect(find(100n, 2n ** 32n + 7n, -4n, 2n ** 40n)).toEqual([2, 4, -1, 3])
  expect(assign(null, 8n, -3n)).toEqual([5, 6, 1])
})

test('words far apart leave the range for a hash table, with the numbers they had', () => {
  const table = new GroupTable([{ kind: 'int32' }])
  const assign = (...values: readonly number[]) => [...table.assign([columnFromScalars({ kind: 'int32' }, values)], values.length)]
  expect(assign(5, 4, 5)).toEqual([0, 1, 0])
  expect(assign(-2_000_000_000, 4, 2_000_000_000)).toEqual([2, 1, 3])
  const [keys] = table.keys()
  expect(keys?.values).toEqual(Int32Array.of(5, 4, -2_000_000_000, 2_000_000_000))
})

test.each([
  ['int32', (i: number) => (Math.imul(i, 0x9e3779b1) | 0) - (i % 2)],
  ['int64', (i: number) => BigInt(i) * 4294967311n],
  ['float64', (i: number) => i / 7],
] as const)('forty thousand values of %s, in 64 parts, keep their numbers', (kind, make) => {
  const values: readonly Scalar[] = Array.from({ length: 40_000 }, (_, i) => make(i))
  const table = new GroupTable([{ kind }, { kind: 'int32' }])
  const other = columnFromScalars(
    { kind: 'int32' },
    values.map((_, i) => i % 3),
  )
  const column = columnFromScalars({ kind }, values)
  const expected = Int32Array.from(values.keys())
  expect(Int32Array.from(table.assign([column, other], values.length))).toEqual(expected)
  expect(table.find([column, other], values.length)).toEqual(expected)
  expect(table.numGroups).toBe(values.length)
})
