/** Whether and where lists hold a value. */
import { bitmapBytes, getBit, setBit } from '../../columnar/bitmap.ts'
import type { Column } from '../../columnar/column.ts'
import type { DataType } from '../../columnar/data-type.ts'
import { isValid } from '../../columnar/is-valid.ts'
import { takeColumn } from '../../columnar/take-column.ts'
import { booleanColumn, commonValidity, withValidity } from '../../kernels/boolean-column.ts'
import { commonType } from '../../kernels/common-type.ts'
import { compareColumns } from '../../kernels/compare-columns.ts'
import { valueComparator } from '../../kernels/compare-values.ts'
import { isText } from '../../kernels/type-classes.ts'
import { withNulls } from '../aggregate/group-state.ts'
import type { ScalarFunction } from '../function-registry.ts'
import { argument } from '../support/argument.ts'
import { mapRows } from '../support/map-rows.ts'
import { textReader } from '../support/text-reader.ts'

// `!` below: list columns have offsets, one more than rows, and one child.

/** For each list the place of its first item that equals the row's value, from 1; 0: none. With `nulls` a NULL is looked for, too. */
function firstPlaces(list: Column, value: Column, nulls: 'count' | 'equal nothing'): Int32Array {
  const items = list.children![0]!
  const offsets = list.offsets!
  const owner = new Uint32Array(items.length)
  for (let row = 0; row < list.length; row++) owner.fill(row, offsets[row]!, offsets[row + 1]!)
  const equal = compareColumns('=', items, takeColumn(value, owner))
  const bits = equal.values as Uint8Array // of a boolean column
  const places = new Int32Array(list.length)
  for (let row = 0; row < list.length; row++) {
    for (let item = offsets[row]!; item < offsets[row + 1]! && places[row] === 0; item++) {
      const same = isValid(equal, item) ? getBit(bits, item) : nulls === 'count' && !isValid(items, item) && !isValid(value, row)
      if (same) places[row] = item - offsets[row]! + 1
    }
  }
  return places
}

function contains(args: readonly Column[], numRows: number): Column {
  const bits = new Uint8Array(bitmapBytes(numRows))
  const places = firstPlaces(argument(args, 0), argument(args, 1), 'equal nothing')
  for (let row = 0; row < numRows; row++) if (places[row] !== 0) setBit(bits, row)
  return booleanColumn(bits, numRows, commonValidity(args, numRows))
}

/** How many items of the second list the first holds: all of them, or any. */
function containsItems(args: readonly Column[], numRows: number, quantifier: 'every' | 'some'): Column {
  const [left, right] = [argument(args, 0), argument(args, 1)]
  const compare = valueComparator(left.children![0]!, right.children![0]!)
  const bits = new Uint8Array(bitmapBytes(numRows))
  for (let row = 0; row < numRows; row++) {
    const wanted = itemsOf(right, row).filter(item => isValid(right.children![0]!, item))
    const there = itemsOf(left, row).filter(item => isValid(left.children![0]!, item))
    if (wanted[quantifier](item => there.some(candidate => compare(candidate, item) === 0))) setBit(bits, row)
  }
  return booleanColumn(bits, numRows, commonValidity(args, numRows))
}

function itemsOf(list: Column, row: number): readonly number[] {
  if (!isValid(list, row)) return []
  const start = list.offsets![row]!
  return Array.from({ length: list.offsets![row + 1]! - start }, (_, i) => start + i)
}

/** The list and the value with one item type. */
function listAndItem(types: readonly DataType[]): readonly DataType[] | undefined {
  const [list, value] = types
  if (types.length !== 2 || !list || !value || (list.kind !== 'list' && list.kind !== 'null')) return undefined
  const item = list.kind === 'list' ? commonType(list.item, value) : value
  return item && [{ kind: 'list', item }, item]
}

function twoLists(types: readonly DataType[]): readonly DataType[] | undefined {
  const [left, right] = types
  if (types.length !== 2 || !left || !right) return undefined
  const common = commonType(left, right)
  if (common?.kind === 'null') return types.map(() => ({ kind: 'list', item: common }))
  return common?.kind === 'list' ? [common, common] : undefined
}

export const listMembershipFunctions: readonly ScalarFunction[] = [
  {
    kind: 'scalar',
    name: 'list_contains',
    aliases: ['array_contains', 'list_has', 'array_has'],
    summary: 'Whether a list holds a value.',
    example: "SELECT list_contains(['PASS', 'q10'], 'q10')",
    result: 'true',
    safe: true,
    parameterTypes: types => listAndItem(types) ?? types,
    resultType: types => listAndItem(types) && { kind: 'boolean' },
    evaluate: contains,
  },
  {
    kind: 'scalar',
    name: 'list_position',
    aliases: ['array_position', 'list_indexof', 'array_indexof'],
    summary: 'Where a list first holds a value (1 is the first item; NULL is a value, too), or NULL.',
    example: 'SELECT list_position([5, 7, 9], 7)',
    result: '2',
    safe: true,
    parameterTypes: types => listAndItem(types) ?? types,
    resultType: types => listAndItem(types) && { kind: 'int32' },
    evaluate: (args, numRows, type) => {
      const values = firstPlaces(argument(args, 0), argument(args, 1), 'count')
      const found = withNulls(
        { type, length: numRows, nullCount: 0, values },
        Uint8Array.from(values, place => +(place > 0)),
      )
      return withValidity(found, commonValidity([found, argument(args, 0)], numRows))
    },
  },
  {
    kind: 'scalar',
    name: 'list_has_all',
    aliases: ['array_has_all'],
    summary: 'Whether a list holds every item of another: `a @> b`.',
    example: 'SELECT list_has_all([1, 2, 3], [3, 1])',
    result: 'true',
    safe: true,
    parameterTypes: types => twoLists(types) ?? types,
    resultType: types => twoLists(types) && { kind: 'boolean' },
    evaluate: (args, numRows) => containsItems(args, numRows, 'every'),
  },
  {
    kind: 'scalar',
    name: 'list_has_any',
    aliases: ['array_has_any', 'arrays_overlap'],
    summary: 'Whether a list holds some item of another: `a && b`.',
    example: 'SELECT list_has_any([1, 2], [2, 9])',
    result: 'true',
    safe: true,
    parameterTypes: types => twoLists(types) ?? types,
    resultType: types => twoLists(types) && { kind: 'boolean' },
    evaluate: (args, numRows) => containsItems(args, numRows, 'some'),
  },
  {
    kind: 'scalar',
    name: 'contains',
    summary: 'Whether a text holds another, or a list a value.',
    example: "SELECT contains('ACGT', 'CG')",
    result: 'true',
    safe: true,
    parameterTypes: types => listAndItem(types) ?? types.map(() => ({ kind: 'utf8' })),
    resultType: types => {
      const texts = types.length === 2 && types.every(type => isText(type) || type.kind === 'null')
      return texts || listAndItem(types) ? { kind: 'boolean' } : undefined
    },
    evaluate: (args, numRows) => (argument(args, 0).type.kind === 'list' ? contains(args, numRows) : containsText(args, numRows)),
  },
]

function containsText(args: readonly Column[], numRows: number): Column {
  const text = textReader(argument(args, 0))
  const part = textReader(argument(args, 1))
  return mapRows(args, { numRows, type: { kind: 'boolean' } }, row => text(row).includes(part(row)))
}
