import { expect, test } from 'vitest'
import type { Column } from '../columnar/column.ts'
import { columnFromScalars } from '../columnar/column-from-scalars.ts'
import type { DataType } from '../columnar/data-type.ts'
import type { Scalar } from '../columnar/scalar.ts'
import { scalarAt } from '../columnar/scalar-at.ts'
import { UnifiedDictionaries } from './unified-dictionaries.ts'

const dictionary: DataType = { kind: 'dictionary' }
const lists: DataType = { kind: 'list', item: dictionary }

function valuesOf(column: Column): Scalar[] {
  return Array.from({ length: column.length }, (_, row) => scalarAt(column, row))
}

test('columns of one place get one dictionary, and keep their values', () => {
  const unified = new UnifiedDictionaries()
  const parts: readonly Scalar[][] = [['b', 'a', null], ['c', 'a', null, 'a'], [], [null]]
  const columns = parts.map(part => unified.unify(columnFromScalars(dictionary, part), '0'))
  expect(columns.map(valuesOf)).toEqual(parts)
  expect(new Set(columns.map(column => column.dictionary)).size).toBe(1)
  expect(columns[0]?.dictionary?.size).toBe(3)
  expect(unified.unify(columnFromScalars(dictionary, ['z']), '1').dictionary).not.toBe(columns[0]?.dictionary)
})

test('a dictionary that grew since it was last seen is mapped further', () => {
  const unified = new UnifiedDictionaries()
  unified.unify(columnFromScalars(dictionary, ['x', 'y']), '0')
  const early = columnFromScalars(dictionary, ['y'])
  expect(valuesOf(unified.unify(early, '0'))).toEqual(['y'])
  const late = columnFromScalars(dictionary, ['new', 'y', 'x'], early.dictionary)
  expect(valuesOf(unified.unify(late, '0'))).toEqual(['new', 'y', 'x'])
})

test('dictionaries inside lists are unified, too', () => {
  const unified = new UnifiedDictionaries()
  const first = unified.unify(columnFromScalars(lists, [['a', 'b']]), '0')
  const second = unified.unify(columnFromScalars(lists, [['c'], null, ['b', null]]), '0')
  expect(valuesOf(second)).toEqual([['c'], null, ['b', null]])
  expect(second.children?.[0]?.dictionary).toBe(first.children?.[0]?.dictionary)
})
