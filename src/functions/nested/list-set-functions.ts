/** Lists as sets, and the places of their items in order. */
import type { Column } from '../../columnar/column.ts'
import type { DataType } from '../../columnar/data-type.ts'
import { isValid } from '../../columnar/is-valid.ts'
import { commonValidity, withValidity } from '../../kernels/boolean-column.ts'
import { valueComparator } from '../../kernels/compare-values.ts'
import { mixedParameters, mixedType } from '../conditions/null-functions.ts'
import type { ScalarFunction } from '../function-registry.ts'
import { argument } from '../support/argument.ts'
import { mapRows } from '../support/map-rows.ts'
import { signature } from '../support/signature.ts'
import { selectItems } from './select-items.ts'

const int64: DataType = { kind: 'int64' }

// `!` below: list columns have offsets, one more than rows, and one child.

/** The items of a row that are not NULL, as their numbers in the child, sorted by value. */
function sortedItems(list: Column, row: number): readonly number[] {
  const items = list.children![0]!
  const compare = valueComparator(items, items)
  const [start, end] = [list.offsets![row]!, list.offsets![row + 1]!]
  return Array.from({ length: end - start }, (_, i) => start + i)
    .filter(item => isValid(items, item))
    .toSorted(compare)
}

function countDistinct(list: Column, row: number): bigint {
  const items = list.children![0]!
  const compare = valueComparator(items, items)
  const sorted = sortedItems(list, row)
  return BigInt(sorted.filter((item, i) => i === 0 || compare(sorted[i - 1]!, item) !== 0).length)
}

/** Places of the different items of one list that the other has too. */
function intersection(one: Column, other: Column): (row: number, length: number, start: number) => readonly number[] {
  const [items, others] = [one.children![0]!, other.children![0]!]
  const compare = valueComparator(items, others)
  const inside = valueComparator(items, items)
  return (row, length, start) => {
    const sorted = sortedItems(other, row)
    const has = (item: number) => {
      let [low, high] = [0, sorted.length]
      while (low < high) {
        const middle = (low + high) >>> 1
        if (compare(item, sorted[middle]!) > 0) low = middle + 1
        else high = middle
      }
      return low < sorted.length && compare(item, sorted[low]!) === 0
    }
    const kept: number[] = []
    for (let i = 0; i < length; i++) {
      const item = start + i
      if (isValid(items, item) && has(item) && !kept.some(place => inside(start + place, item) === 0)) kept.push(i)
    }
    return kept
  }
}

export const listSetFunctions: readonly ScalarFunction[] = [
  {
    kind: 'scalar',
    name: 'list_unique',
    aliases: ['array_unique'],
    summary: 'How many different items a list has, NULLs aside.',
    example: 'SELECT list_unique([3, 1, 3, NULL])',
    result: '2',
    safe: true,
    ...signature({ required: ['list'] }, int64),
    evaluate: (args, numRows, type) => mapRows(args, { numRows, type }, row => countDistinct(argument(args, 0), row)),
  },
  {
    kind: 'scalar',
    name: 'list_intersect',
    aliases: ['array_intersect'],
    summary: 'The different items that both lists have, in the order of the first.',
    example: 'SELECT list_intersect([1, 2, 3, 2], [2, 3, 4])',
    result: '[2, 3]',
    safe: true,
    parameterTypes: mixedParameters,
    resultType: types => {
      const type = types.length === 2 ? mixedType(types) : undefined
      return type?.kind === 'list' ? type : undefined
    },
    evaluate: (args, numRows, type) => {
      const [one, other] = [argument(args, 0), argument(args, 1)]
      const both = commonValidity([one, other], numRows)
      return withValidity(selectItems(both ? { ...one, validity: both } : one, { numRows, type }, intersection(one, other)), both)
    },
  },
  {
    kind: 'scalar',
    name: 'list_grade_up',
    aliases: ['array_grade_up'],
    summary: 'The places of the items in ascending order, NULLs last: list_select with them sorts.',
    example: 'SELECT list_grade_up([30, 10, 20])',
    result: '[2, 3, 1]',
    safe: true,
    ...signature({ required: ['list'] }, { kind: 'list', item: int64 }),
    evaluate: (args, numRows, type) => {
      const list = argument(args, 0)
      return mapRows(args, { numRows, type }, row => {
        const start = list.offsets![row]!
        const sorted = sortedItems(list, row)
        const present = new Set(sorted)
        const nulls = Array.from({ length: list.offsets![row + 1]! - start }, (_, i) => start + i).filter(item => !present.has(item))
        return [...sorted, ...nulls].map(item => BigInt(item - start + 1))
      })
    },
  },
]
