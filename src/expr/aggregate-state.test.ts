import { expect, test } from 'vitest'
import { columnFromScalars } from '../columnar/column-from-scalars.ts'
import { createFunctionRegistry } from '../functions/create-function-registry.ts'
import { sortRows } from '../kernels/sort-rows.ts'
import { AggregateState } from './aggregate-state.ts'
import type { Expr } from './expr.ts'

const functions = createFunctionRegistry()
const int32 = { kind: 'int32' } as const
const column = (id: number): Expr => ({ kind: 'column', id, name: `c${id}`, type: int32 })
const ROWS = 100_000

function stateOf(aggregate: Partial<Expr & { readonly kind: 'aggregate' }>): AggregateState {
  const expr = { kind: 'aggregate', args: [column(0)], type: int32, ...aggregate } as Expr // the parts of an aggregate
  const state = new AggregateState(expr, { resolve: ({ id }) => id, functions })
  const values = Array.from({ length: ROWS }, (_, i) => (i * 7919) % 1000)
  const columns = [columnFromScalars(int32, values), columnFromScalars(int32, values.toReversed())]
  state.update(
    { schema: { fields: [] }, numRows: ROWS, columns },
    Uint32Array.from(values, value => value % 3),
    3,
  )
  return state
}

test.each([
  ['sorted values', { name: 'median' }, 1],
  ['rows in order', { name: 'array_agg', orderBy: [{ expr: column(1), descending: true, nullsFirst: false }] }, 4],
])('%s are settled with turns in between, and give the same as at once', async (_, aggregate, turns) => {
  let breaths = 0
  const sorted: number[] = []
  const settled = stateOf(aggregate)
  await settled.settle(3, {
    order: async (columns, directions) => {
      sorted.push(columns[0]!.length)
      return sortRows(columns, directions)
    },
    breathe: () => {
      breaths++
      return undefined
    },
  })
  expect(sorted).toEqual([ROWS])
  expect(breaths).toBeGreaterThanOrEqual(turns)
  expect(settled.finish(3)).toEqual(stateOf(aggregate).finish(3))
})

test('an abort is heard between the parts', async () => {
  const state = stateOf({ name: 'array_agg', orderBy: [{ expr: column(1), descending: false, nullsFirst: false }] })
  let breaths = 0
  const unhurried = {
    order: async (...[columns, directions]: Parameters<typeof sortRows>) => sortRows(columns, directions),
    breathe: () => {
      if (++breaths === 3) throw new Error('aborted')
      return undefined
    },
  }
  await expect(state.settle(3, unhurried)).rejects.toThrow('aborted')
})
