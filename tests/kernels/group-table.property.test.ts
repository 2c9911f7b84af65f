/** Grouping is a Map from the rows' JSON to numbers in the order of appearance. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { scalarAt } from '../../src/columnar/scalar-at.ts'
import { GroupTable } from '../../src/kernels/grouping/group-table.ts'
import { hashColumns } from '../../src/kernels/hash-columns.ts'
import { rowsEqual } from '../../src/kernels/rows-equal.ts'
import { arbitraryKeys, groupKey, keyColumns } from './arbitrary-keys.ts'

const runs = { numRuns: 400, seed: 22 }

test('groups of two batches are those of a Map, and their keys are the first rows', () => {
  fc.assert(
    fc.property(arbitraryKeys(), fc.nat(), (keys, cut) => {
      const middle = cut % (keys.rows.length + 1)
      const table = new GroupTable(keys.types)
      const groups = [
        ...table.assign(keyColumns(keys, 0, middle), middle),
        ...table.assign(keyColumns(keys, middle), keys.rows.length - middle),
      ]
      const known = new Map<string, number>()
      for (const row of keys.rows) if (!known.has(groupKey(row))) known.set(groupKey(row), known.size)
      expect(groups).toEqual(keys.rows.map(row => known.get(groupKey(row))))
      expect(table.numGroups).toBe(known.size)
      const columns = table.keys()
      const found = Array.from(known.keys(), (_, group) => groupKey(columns.map(column => scalarAt(column, group))))
      expect(found).toEqual([...known.keys()])
    }),
    runs,
  )
})

test('find gives the group or -1 and adds nothing', () => {
  fc.assert(
    fc.property(arbitraryKeys(), fc.nat(), (keys, cut) => {
      const middle = cut % (keys.rows.length + 1)
      const table = new GroupTable(keys.types)
      const groups = table.assign(keyColumns(keys, 0, middle), middle)
      const before = table.numGroups
      const known = new Map(Array.from(groups, (group, row) => [groupKey(keys.rows[row]!), group]))
      expect([...table.find(keyColumns(keys), keys.rows.length)]).toEqual(keys.rows.map(row => known.get(groupKey(row)) ?? -1))
      expect(table.numGroups).toBe(before)
    }),
    runs,
  )
})

test('rows are equal where their groups are, and equal rows hash alike', () => {
  fc.assert(
    // Intervals of 30 days and of one month compare equal, but are two groups.
    fc.property(arbitraryKeys(20), keys => {
      fc.pre(!JSON.stringify(keys.types).includes('interval'))
      const columns = keyColumns(keys)
      const others = keyColumns(keys)
      const equal = rowsEqual(columns, others)
      const hashes = hashColumns(columns, keys.rows.length)
      const otherHashes = hashColumns(others, keys.rows.length)
      for (const [i, a] of keys.rows.entries()) {
        for (const [j, b] of keys.rows.entries()) {
          const same = groupKey(a) === groupKey(b)
          expect(equal(i, j)).toBe(same)
          if (same) expect(hashes[i]).toBe(otherHashes[j])
        }
      }
    }),
    runs,
  )
})

test('without keys everything is one group', () => {
  const table = new GroupTable([])
  expect(table.numGroups).toBe(1)
  expect([...table.assign([], 3)]).toEqual([0, 0, 0])
  expect(table.keys()).toEqual([])
})

test('many integers outgrow the range table and stay right', () => {
  const table = new GroupTable([{ kind: 'int32' }])
  const known = new Map<number, number>()
  for (let batch = 0; batch < 20; batch++) {
    // Batches 0 to 9 are near each other, the others far apart.
    const values = Int32Array.from({ length: 5000 }, (_, i) =>
      batch < 10 ? (i * 7) % 6007 : Math.imul(i * 31 + batch, 0x9e3779b1) >> (i % 5),
    )
    const groups = table.assign([{ type: { kind: 'int32' }, length: 5000, nullCount: 0, values }], 5000)
    for (const [i, value] of values.entries()) {
      if (!known.has(value)) known.set(value, known.size)
      if (groups[i] !== known.get(value)) expect(groups[i]).toBe(known.get(value))
    }
  }
  expect(table.numGroups).toBe(known.size)
  expect([...(table.keys()[0]!.values as Int32Array)]).toEqual([...known.keys()])
})
