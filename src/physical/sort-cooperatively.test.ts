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
