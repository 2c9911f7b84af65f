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
