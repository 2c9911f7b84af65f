/** Lists with items taken out, replaced, or added from another list, and where items stand. */
import { columnFromScalars } from '../../columnar/column-from-scalars.ts'
import type { DataType } from '../../columnar/data-type.ts'
import { isValid } from '../../columnar/is-valid.ts'
import type { Scalar } from '../../columnar/scalar.ts'
import { scalarAt } from '../../columnar/scalar-at.ts'
import { QueryError } from '../../common/errors.ts'
import { commonType } from '../../kernels/common-type.ts'
import { sameScalar } from '../../kernels/same-scalar.ts'
import type { ScalarFunction } from '../function-registry.ts'
import { argument } from '../support/argument.ts'

type Items = readonly Scalar[]

const LONGEST = 10_000_000

interface ListChange extends Pick<ScalarFunction, 'name' | 'aliases' | 'summary' | 'example' | 'result'> {
  /** What stands behind the list: values of its item type, a second list, or whole numbers. */
  readonly takes: readonly ('item' | 'list' | 'count')[]
  readonly gives: 'list' | 'places'
  /** NULL values are values here; a NULL list or count gives NULL. */
  compute(items: Items, ...others: any[]): Items // each function names the types of its own parameters
}

function listChange({ takes, gives, compute, ...description }: ListChange): ScalarFunction {
  const wanted = (types: readonly DataType[]) => parameterTypes(types, takes)
  const strict = (place: number) => place === 0 || takes[place - 1] !== 'item'
  return {
    kind: 'scalar',
    ...description,
    safe: true,
    parameterTypes: types => wanted(types) ?? types,
    resultType: types => {
      const [list] = wanted(types) ?? []
      return list && (gives === 'list' ? list : { kind: 'list', item: { kind: 'int64' } })
    },
    evaluate: (args, numRows, type) => {
      const values = Array.from({ length: numRows }, (_, row): Scalar => {
        if (args.some((arg, place) => strict(place) && !isValid(arg, row))) return null
        const [, ...others] = args
        return compute(scalarAt(argument(args, 0), row) as Items, ...others.map(other => scalarAt(other, row))) // a list column
      })
      return columnFromScalars(type, values)
    },
  }
}

/** The list, and the rest cast to its item type, or to a list of it; undefined where they do not fit. */
function parameterTypes(types: readonly DataType[], takes: ListChange['takes']): readonly DataType[] | undefined {
  const [list, ...others] = types
  if (!list || others.length !== takes.length || (list.kind !== 'list' && list.kind !== 'null')) return undefined
  let item: DataType | undefined = list.kind === 'list' ? list.item : { kind: 'null' }
  for (const [i, other] of others.entries()) {
    if (takes[i] === 'count') continue
    const next = takes[i] === 'item' || other.kind === 'null' ? other : other.kind === 'list' ? other.item : undefined
    item = item && next && commonType(item, next)
  }
  if (!item) return undefined
  const found = item
  const cast = { item: found, list: { kind: 'list', item: found }, count: { kind: 'int64' } } as const
  return [cast.list, ...takes.map(take => cast[take])]
}

function without(items: Items, value: Scalar, most: number): Items {
  let left = most
  return items.filter(item => left <= 0 || !sameScalar(item, value) || left-- <= 0)
}

function replaced(items: Items, change: { readonly from: Scalar; readonly to: Scalar }, most: number): Items {
  let left = most
  return items.map(item => (left > 0 && sameScalar(item, change.from) && left-- > 0 ? change.to : item))
}

function distinct(items: Items): Items {
  return items.filter((item, i) => items.findIndex(other => sameScalar(other, item)) === i)
}

export const listChangeFunctions: readonly ScalarFunction[] = [
  listChange({
    name: 'list_positions',
    aliases: ['array_positions'],
    summary: 'All places where a list holds a value, from 1.',
    example: 'SELECT list_positions([5, 7, 5], 5)',
    result: '[1, 3]',
    takes: ['item'],
    gives: 'places',
    compute: (items, value: Scalar) => items.flatMap((item, i) => (sameScalar(item, value) ? [BigInt(i + 1)] : [])),
  }),
  listChange({
    name: 'list_remove',
    aliases: ['array_remove'],
    summary: 'The list without the first item that equals a value.',
    example: 'SELECT list_remove([5, 7, 5], 5)',
    result: '[7, 5]',
    takes: ['item'],
    gives: 'list',
    compute: (items, value: Scalar) => without(items, value, 1),
  }),
  listChange({
    name: 'list_remove_n',
    aliases: ['array_remove_n'],
    summary: 'The list without the first so many items that equal a value.',
    example: 'SELECT list_remove_n([5, 7, 5, 5], 5, 2)',
    result: '[7, 5]',
    takes: ['item', 'count'],
    gives: 'list',
    compute: (items, value: Scalar, most: bigint) => without(items, value, Number(most)),
  }),
  listChange({
    name: 'list_remove_all',
    aliases: ['array_remove_all'],
    summary: 'The list without every item that equals a value.',
    example: 'SELECT list_remove_all([5, 7, 5], 5)',
    result: '[7]',
    takes: ['item'],
    gives: 'list',
    compute: (items, value: Scalar) => without(items, value, items.length),
  }),
  listChange({
    name: 'list_replace',
    aliases: ['array_replace'],
    summary: 'The list with another value in place of the first item that equals one.',
    example: 'SELECT list_replace([5, 7, 5], 5, 0)',
    result: '[0, 7, 5]',
    takes: ['item', 'item'],
    gives: 'list',
    compute: (items, from: Scalar, to: Scalar) => replaced(items, { from, to }, 1),
  }),
  listChange({
    name: 'list_replace_n',
    aliases: ['array_replace_n'],
    summary: 'The list with another value in place of the first so many items that equal one.',
    example: 'SELECT list_replace_n([5, 7, 5, 5], 5, 0, 2)',
    result: '[0, 7, 0, 5]',
    takes: ['item', 'item', 'count'],
    gives: 'list',
    compute: (items, from: Scalar, to: Scalar, most: bigint) => replaced(items, { from, to }, Number(most)),
  }),
  listChange({
    name: 'list_replace_all',
    aliases: ['array_replace_all'],
    summary: 'The list with another value in place of every item that equals one.',
    example: 'SELECT list_replace_all([5, 7, 5], 5, 0)',
    result: '[0, 7, 0]',
    takes: ['item', 'item'],
    gives: 'list',
    compute: (items, from: Scalar, to: Scalar) => replaced(items, { from, to }, items.length),
  }),
  listChange({
    name: 'list_union',
    aliases: ['array_union'],
    summary: 'The different items of both lists, in order of first appearance.',
    example: 'SELECT list_union([1, 2, 2], [2, 3])',
    result: '[1, 2, 3]',
    takes: ['list'],
    gives: 'list',
    compute: (items, others: Items) => distinct([...items, ...others]),
  }),
  listChange({
    name: 'list_except',
    aliases: ['array_except'],
    summary: 'The different items of the first list that the second does not have.',
    example: 'SELECT list_except([1, 2, 3, 1], [2])',
    result: '[1, 3]',
    takes: ['list'],
    gives: 'list',
    compute: (items, others: Items) => distinct(items.filter(item => !others.some(other => sameScalar(other, item)))),
  }),
  {
    kind: 'scalar',
    name: 'list_repeat',
    aliases: ['array_repeat'],
    summary: 'A list of so many times the same value.',
    example: "SELECT list_repeat('N', 3)",
    result: '[N, N, N]',
    parameterTypes: ([value = { kind: 'null' }]) => [value, { kind: 'int64' }],
    resultType: types => (types.length === 2 && types[0] ? { kind: 'list', item: types[0] } : undefined),
    evaluate: (args, numRows, type) => {
      const [value, count] = [argument(args, 0), argument(args, 1)]
      const repeated = (row: number): Scalar => {
        if (!isValid(count, row)) return null
        const times = Number(scalarAt(count, row))
        if (times > LONGEST) throw new QueryError('EXECUTION', `Function list_repeat makes at most ${LONGEST} items, not ${times}`)
        return new Array<Scalar>(Math.max(0, times)).fill(scalarAt(value, row))
      }
      return columnFromScalars(
        type,
        Array.from({ length: numRows }, (_, row) => repeated(row)),
      )
    },
  },
]
