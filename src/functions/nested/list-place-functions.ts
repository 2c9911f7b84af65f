/** Lists put together, cut and picked from by places and flags. */
import type { Column } from '../../columnar/column.ts'
import { constantColumn } from '../../columnar/constant-column.ts'
import type { DataType } from '../../columnar/data-type.ts'
import { isValid } from '../../columnar/is-valid.ts'
import type { Scalar } from '../../columnar/scalar.ts'
import { scalarAt } from '../../columnar/scalar-at.ts'
import { QueryError } from '../../common/errors.ts'
import { commonType } from '../../kernels/common-type.ts'
import type { ScalarFunction } from '../function-registry.ts'
import { argument } from '../support/argument.ts'
import { mapRows } from '../support/map-rows.ts'
import { type RowFunction, rowFunction } from '../support/row-function.ts'
import { concatLists } from './concat-lists.ts'
import { listValues } from './list-values.ts'

type Items = readonly Scalar[]
type Same = Pick<RowFunction, 'name' | 'aliases' | 'summary' | 'example' | 'result' | 'compute' | 'optional'>

const LONGEST = 10_000_000

/** Gives a list of the type of the first argument. */
function ofOneList(description: Same, others: RowFunction['takes'] = []): ScalarFunction {
  return rowFunction({ safe: true, ...description, takes: ['list', ...others], gives: ([list]) => list })
}

/** A value before the list. */
const prepend: ScalarFunction = {
  kind: 'scalar',
  name: 'list_prepend',
  aliases: ['array_prepend', 'array_push_front'],
  summary: 'The list with one more item at the start; array_push_front takes the list first.',
  example: 'SELECT list_prepend(1, [2, 3])',
  result: '[1, 2, 3]',
  safe: true,
  parameterTypes: types => {
    const list = prependedType(types)
    const item = list?.kind === 'list' ? list.item : undefined
    return list && item ? types.map((type, i) => (i === listPlace(types) ? list : type === list ? list : item)) : types
  },
  resultType: prependedType,
  evaluate: (args, numRows, type) => {
    const place = args[1]?.type.kind === 'list' && sameDepth(args[1].type, type) ? 1 : 0
    const one = listValues([argument(args, 1 - place)], numRows, type)
    return concatLists([one, argument(args, place)], { numRows, type, validity: undefined })
  },
}

function listPlace(types: readonly DataType[]): 0 | 1 {
  return types[1]?.kind === 'list' || types[0]?.kind !== 'list' ? 1 : 0
}

function sameDepth(a: DataType, b: DataType): boolean {
  return a.kind === 'list' && b.kind === 'list' ? sameDepth(a.item, b.item) : a.kind !== 'list' && b.kind !== 'list'
}

function prependedType(types: readonly DataType[]): DataType | undefined {
  const place = listPlace(types)
  const [list, value] = [types[place], types[1 - place]]
  if (types.length !== 2 || !list || !value || (list.kind !== 'list' && list.kind !== 'null')) return undefined
  const item = list.kind === 'list' ? commonType(list.item, value) : value
  return item && { kind: 'list', item }
}

function resized(items: Items, length: number, filler: Scalar = null): Items {
  if (length < 0 || length > LONGEST)
    throw new QueryError('EXECUTION', `Function list_resize takes a length from 0 to ${LONGEST}, not ${length}`)
  return Array.from({ length }, (_, i) => (i < items.length ? (items[i] ?? null) : filler))
}

/** Fields 'f1', 'f2' … one a list, as long as the longest list. */
const zip: ScalarFunction = {
  kind: 'scalar',
  name: 'list_zip',
  aliases: ['array_zip'],
  summary: 'Lists side by side as a list of structs, NULL where a list is shorter; true as last argument cuts to the shortest.',
  example: "SELECT list_zip([1, 2], ['a'])",
  result: "[{'f1': 1, 'f2': a}, {'f1': 2, 'f2': NULL}]",
  safe: true,
  resultType: types => {
    const lists = types.at(-1)?.kind === 'boolean' ? types.slice(0, -1) : types
    if (lists.length === 0 || !lists.every(type => type.kind === 'list')) return undefined
    const fields = lists.map((type, i) => ({ name: `f${i + 1}`, type: type.kind === 'list' ? type.item : type, nullable: true }))
    return { kind: 'list', item: { kind: 'struct', fields } }
  },
  evaluate: (args, numRows, type) => {
    const cut = args.at(-1)?.type.kind === 'boolean' ? args.at(-1) : undefined
    const lists = cut ? args.slice(0, -1) : args
    return mapRows([], { numRows, type }, row => zipped(lists, row, cut && scalarAt(cut, row) === true ? Math.min : Math.max))
  },
}

function zipped(lists: readonly Column[], row: number, choose: (...lengths: number[]) => number): Scalar {
  const items = lists.map(list => (isValid(list, row) ? (scalarAt(list, row) as Items) : [])) // list columns
  const length = choose(...items.map(list => list.length))
  return Array.from({ length }, (_, i) => Object.fromEntries(items.map((list, f) => [`f${f + 1}`, list[i] ?? null])))
}

export const listPlaceFunctions: readonly ScalarFunction[] = [
  prepend,
  ofOneList({
    name: 'array_pop_back',
    summary: 'The list without its last item.',
    example: 'SELECT array_pop_back([1, 2, 3])',
    result: '[1, 2]',
    compute: (items: Items) => items.slice(0, -1),
  }),
  ofOneList({
    name: 'array_pop_front',
    summary: 'The list without its first item.',
    example: 'SELECT array_pop_front([1, 2, 3])',
    result: '[2, 3]',
    compute: (items: Items) => items.slice(1),
  }),
  rowFunction({
    name: 'flatten',
    summary: 'A list of lists as one list; NULL lists are left out.',
    example: 'SELECT flatten([[1, 2], [3]])',
    result: '[1, 2, 3]',
    safe: true,
    takes: ['list'],
    gives: ([list]) => (list?.kind === 'list' && list.item.kind === 'list' ? list.item : undefined),
    compute: (lists: readonly (Items | null)[]) => lists.flatMap(list => list ?? []),
  }),
  {
    ...rowFunction({
      name: 'list_resize',
      aliases: ['array_resize'],
      summary: 'The list cut to a length, or filled up to it with a value (NULL where none is given).',
      example: 'SELECT list_resize([1, 2], 4, 0)',
      result: '[1, 2, 0, 0]',
      takes: ['list', 'integer'],
      optional: ['any'],
      gives: ([list]) => list,
      compute: resized,
    }),
    parameterTypes: types => types.map((type, i) => (i === 2 && types[0]?.kind === 'list' ? types[0].item : type)),
    // A filler that is NULL fills with NULLs.
    evaluate: (args, numRows, type) => {
      const [list, length, filler] = args
      if (!list || !length) return constantColumn(type, null, numRows)
      return mapRows(
        [list, length],
        { numRows, type },
        row => resized(scalarAt(list, row) as Items, Number(scalarAt(length, row)), filler && scalarAt(filler, row)), // a list column
      )
    },
  },
  ofOneList(
    {
      name: 'list_where',
      aliases: ['array_where'],
      summary: 'The items where a list of booleans is TRUE.',
      example: 'SELECT list_where([5, 7, 9], [true, false, true])',
      result: '[5, 9]',
      compute: (items: Items, flags: Items) => items.filter((_, i) => flags[i] === true),
    },
    ['list'],
  ),
  ofOneList(
    {
      name: 'list_select',
      aliases: ['array_select'],
      summary: 'The items at the places of a second list (1 is the first), NULL where there is none.',
      example: 'SELECT list_select([5, 7, 9], [3, 1])',
      result: '[9, 5]',
      compute: (items: Items, places: Items) => places.map(place => items[Number(place) - 1] ?? null),
    },
    ['list'],
  ),
  zip,
]
