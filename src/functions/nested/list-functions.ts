/** Making lists and taking them apart. */
import type { Column } from '../../columnar/column.ts'
import type { DataType } from '../../columnar/data-type.ts'
import { isValid } from '../../columnar/is-valid.ts'
import { NO_ROW, takeColumnOrNull } from '../../columnar/take-column-or-null.ts'
import { QueryError } from '../../common/errors.ts'
import { commonType } from '../../kernels/common-type.ts'
import { nullableComparator } from '../../kernels/compare-values.ts'
import { mixedParameters, mixedType } from '../conditions/null-functions.ts'
import type { ScalarFunction } from '../function-registry.ts'
import { argument } from '../support/argument.ts'
import { numberReader } from '../support/number-reader.ts'
import { signature } from '../support/signature.ts'
import { concatLists } from './concat-lists.ts'
import { listValues } from './list-values.ts'
import { selectItems } from './select-items.ts'

// `!` below: list columns have offsets, one more than rows, and one child.

function itemType([list]: readonly DataType[]): DataType | undefined {
  return list?.kind === 'list' ? list.item : list
}

/** 1 is the first item, -1 the last; NULL where there is none. */
function element(args: readonly Column[], numRows: number): Column {
  const list = argument(args, 0)
  const position = numberReader(args[1])
  const items = new Uint32Array(numRows)
  for (let row = 0; row < numRows; row++) {
    const there = isValid(list, row) && isValid(argument(args, 1), row)
    const length = list.offsets![row + 1]! - list.offsets![row]!
    const at = position(row)
    const index = at < 0 ? length + at : at - 1
    items[row] = there && index >= 0 && index < length ? list.offsets![row]! + index : NO_ROW
  }
  return takeColumnOrNull(list.children![0]!, items)
}

/** Both ends count; an end that is NULL is open. A step below zero goes from the second place back to the first; NULL is no step that a list has. */
function slice(args: readonly Column[], numRows: number, type: DataType): Column {
  const list = argument(args, 0)
  const [from, to] = [args[1], args[2]].map(column => ({ column, read: numberReader(column) }))
  const step = args[3] && { column: args[3], read: numberReader(args[3]) }
  return selectItems(list, { numRows, type }, (row, length) => {
    const by = step ? (isValid(step.column, row) ? step.read(row) : 0) : 1
    const first = Math.max(1, bound(from, row, length) ?? 1) - 1
    const last = Math.min(length, bound(to, row, length) ?? length)
    return by < 0 ? stepped(range(first, last).toReversed(), -by) : stepped(range(first, last), by)
  })
}

function stepped(places: readonly number[], step: number): readonly number[] {
  if (step === 1) return places
  if (step === 0) throw new QueryError('EXECUTION', 'The step of a slice cannot be 0')
  return places.filter((_, i) => i % step === 0)
}

function bound(
  end: { readonly column: Column | undefined; readonly read: (row: number) => number } | undefined,
  row: number,
  length: number,
): number | undefined {
  if (!end?.column || !isValid(end.column, row)) return undefined
  const position = end.read(row)
  return position < 0 ? length + position + 1 : position
}

function range(start: number, end: number): readonly number[] {
  return Array.from({ length: Math.max(0, end - start) }, (_, i) => start + i)
}

/** Sorted places; NULLs last. */
function sortedPlaces(list: Column, sign: 1 | -1): (row: number, length: number, start: number) => readonly number[] {
  const items = list.children![0]!
  const compare = nullableComparator(items, items)
  return (_row, length, start) =>
    range(0, length).toSorted((a, b) => {
      const nulls = Number(!isValid(items, start + a)) - Number(!isValid(items, start + b))
      return nulls !== 0 ? nulls : compare(start + a, start + b) * sign
    })
}

function distinctPlaces(list: Column): (row: number, length: number, start: number) => readonly number[] {
  const items = list.children![0]!
  const compare = nullableComparator(items, items)
  const sorted = sortedPlaces(list, 1)
  return (row, length, start) => {
    const present = sorted(row, length, start).filter(place => isValid(items, start + place))
    const first = present.filter((place, i) => i === 0 || compare(start + place, start + present[i - 1]!) !== 0)
    return first.toSorted((a, b) => a - b)
  }
}

/** A list and a value of its item type, in either order. */
function appendTypes(types: readonly DataType[]): DataType | undefined {
  const [list, value] = types
  if (types.length !== 2 || !list || !value || (list.kind !== 'list' && list.kind !== 'null')) return undefined
  const item = list.kind === 'list' ? commonType(list.item, value) : value
  return item && { kind: 'list', item }
}

export const listFunctions: readonly ScalarFunction[] = [
  {
    kind: 'scalar',
    name: 'list_value',
    aliases: ['list_pack', 'make_array', 'make_list', 'array_value'],
    summary: 'A list of the arguments: `[a, b]`.',
    example: 'SELECT [1, 2]',
    result: '[1, 2]',
    safe: true,
    parameterTypes: mixedParameters,
    resultType: types => {
      const item = mixedType(types)
      return item && { kind: 'list', item }
    },
    evaluate: listValues,
  },
  {
    kind: 'scalar',
    name: 'list_element',
    aliases: ['list_extract', 'array_extract', 'array_element'],
    summary: 'One item of a list (1 is the first, -1 the last), or NULL where there is none: `x[1]`.',
    example: 'SELECT [5, 7, 9][-1]',
    result: '9',
    safe: true,
    ...signature({ required: ['list', 'integer'] }, itemType),
    evaluate: element,
  },
  {
    kind: 'scalar',
    name: 'list_slice',
    aliases: ['array_slice'],
    summary: 'The items of a list between two places, both included: `x[2:3]`; with a step every so many: `x[1:5:2]`.',
    example: 'SELECT [5, 7, 9][2:3]',
    result: '[7, 9]',
    safeFor: constants => constants.length < 4,
    ...signature({ required: ['list', 'integer', 'integer'], optional: ['integer'] }, types => types[0]),
    evaluate: slice,
  },
  {
    kind: 'scalar',
    name: 'list_concat',
    aliases: ['list_cat', 'array_concat', 'array_cat'],
    summary: 'Lists joined; NULL lists are left out.',
    example: 'SELECT list_concat([1], [2, 3])',
    result: '[1, 2, 3]',
    safe: true,
    parameterTypes: mixedParameters,
    resultType: types => {
      const type = mixedType(types)
      return type?.kind === 'list' ? type : undefined
    },
    evaluate: (args, numRows, type) => concatLists(args, { numRows, type, validity: undefined }),
  },
  {
    kind: 'scalar',
    name: 'list_append',
    aliases: ['array_append', 'array_push_back'],
    summary: 'The list with one more item at the end.',
    example: 'SELECT list_append([1, 2], 3)',
    result: '[1, 2, 3]',
    safe: true,
    parameterTypes: types => {
      const list = appendTypes(types)
      return list?.kind === 'list' ? [list, list.item] : types
    },
    resultType: appendTypes,
    evaluate: (args, numRows, type) => {
      const one = listValues([argument(args, 1)], numRows, type)
      return concatLists([argument(args, 0), one], { numRows, type, validity: undefined })
    },
  },
  {
    kind: 'scalar',
    name: 'list_distinct',
    aliases: ['array_distinct'],
    summary: 'The different items of a list without NULLs, in order of first appearance.',
    example: 'SELECT list_distinct([3, 1, 3, NULL])',
    result: '[3, 1]',
    safe: true,
    ...signature({ required: ['list'] }, types => types[0]),
    evaluate: (args, numRows, type) => selectItems(argument(args, 0), { numRows, type }, distinctPlaces(argument(args, 0))),
  },
  {
    kind: 'scalar',
    name: 'list_sort',
    aliases: ['array_sort'],
    summary: 'The items of a list in ascending order, NULLs last.',
    example: 'SELECT list_sort([3, 1, 2])',
    result: '[1, 2, 3]',
    safe: true,
    ...signature({ required: ['list'] }, types => types[0]),
    evaluate: (args, numRows, type) => selectItems(argument(args, 0), { numRows, type }, sortedPlaces(argument(args, 0), 1)),
  },
  {
    kind: 'scalar',
    name: 'list_reverse_sort',
    aliases: ['array_reverse_sort'],
    summary: 'The items of a list in descending order, NULLs last.',
    example: 'SELECT list_reverse_sort([3, 1, 2])',
    result: '[3, 2, 1]',
    safe: true,
    ...signature({ required: ['list'] }, types => types[0]),
    evaluate: (args, numRows, type) => selectItems(argument(args, 0), { numRows, type }, sortedPlaces(argument(args, 0), -1)),
  },
  {
    kind: 'scalar',
    name: 'list_reverse',
    aliases: ['array_reverse'],
    summary: 'The items of a list from the last to the first.',
    example: 'SELECT list_reverse([1, 2, 3])',
    result: '[3, 2, 1]',
    safe: true,
    ...signature({ required: ['list'] }, types => types[0]),
    evaluate: (args, numRows, type) => selectItems(argument(args, 0), { numRows, type }, (_row, length) => range(0, length).toReversed()),
  },
]
