import { expect, test } from 'vitest'
import type { Column } from '../columnar/column.ts'
import { columnFromScalars } from '../columnar/column-from-scalars.ts'
import { sortRows } from '../kernels/sort-rows.ts'
import { sortCooperatively } from './sort-cooperatively.ts'

const ascending = { descending: false, nullsFirst: false }
const descending = { descending: true, nullsFirst: true }

/** Few distinct values, so that stability shows; some NULL. */
function numbers(length: number, seed: number): Column {
  let state = seed
  const values = Array.from({ length }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state % 97 === 0 ? null : state % 1000
  })
  return columnFromScalars({ kind: 'int32' }, values)
}

test('runs that are merged give the order of one sort, with turns in between', async () => {
  const length = 3 * 131_072 + 1000
  const columns = [numbers(length, 1), numbers(length, 2)]
  let turns = 0
  const context = {
    breathe() {
      turns++
      return undefined
    },
  }
  const order = await sortCooperatively(columns, [descending, ascending], context)
  const expected = sortRows(columns, [descending, ascending])
  expect(order.length).toBe(length)
  // A difference of two long arrays takes minutes to print.
  expect(order.findIndex((row, place) => row !== expected[place])).toBe(-1)
  expect(turns).toBeGreaterThan(20)
})

const noTurns = { breathe: () => undefined }
const LENGTH = 100_000

function texts(distinct: number, seed: number): Column {
  const values = numbers(LENGTH, seed)
  return columnFromScalars(
    { kind: 'utf8' },
    // A prefix that all share, zeros at the end, and NULL where the number is 7.
    Array.from({ length: LENGTH }, (_, i) => {
      const value = Number((values.values as Int32Array)[i]) % distinct // of an int32 column
      return value === 7 ? null : `chromosome-${value.toString(2)}${'\0'.repeat(value % 3)}`
    }),
  )
}

const structs = columnFromScalars(
  { kind: 'struct', fields: [{ name: 'x', type: { kind: 'int32' }, nullable: true }] },
  Array.from({ length: LENGTH }, (_, i) => (i % 10 === 0 ? null : { x: (i * 7919) % 13 })),
)

const longs = columnFromScalars(
  { kind: 'int64' },
  Array.from({ length: LENGTH }, (_, i) => BigInt((i * 7919) % 5) * 2n ** 32n - BigInt((i * 31) % 1000)),
)

test.each([
  ['text, then numbers', [texts(500, 3), numbers(LENGTH, 4)], [ascending, descending]],
  ['text downwards', [texts(3, 3)], [{ descending: true, nullsFirst: false }]],
  ['64-bit integers', [longs, texts(2, 9)], [descending, descending]],
  ['structs, which have no words', [structs, numbers(LENGTH, 5)], [descending, ascending]],
  [
    'equal values, then NULLs',
    [columnFromScalars({ kind: 'int32' }, new Array(LENGTH).fill(1)), numbers(LENGTH, 6)],
    [ascending, descending],
  ],
] as const)('parted by words: %s', async (_, columns, directions) => {
  const order = await sortCooperatively(columns, directions, noTurns)
  const expected = sortRows(columns, directions)
  expect(order.findIndex((row, place) => row !== expected[place])).toBe(-1)
})

test('only the places that are wanted need be in order', async () => {
  const columns = [numbers(LENGTH, 1), longs]
  const order = await sortCooperatively(columns, [ascending, ascending], noTurns, { skip: 40_000, fetch: 40_100 })
  expect(order.slice(40_000, 40_100)).toEqual(sortRows(columns, [ascending, ascending]).slice(40_000, 40_100))
})
