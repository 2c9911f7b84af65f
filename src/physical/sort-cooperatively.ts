/**
 * Sorts rows without keeping the thread: large sets are parted by the words of their keys until each part sorts in a few milliseconds, with
 * turns for other work in between.
 */
import type { Column } from '../columnar/column.ts'
import type { SortDirection } from '../kernels/sort-direction.ts'
import { sortRows } from '../kernels/sort-rows.ts'
import { rankDictionary } from '../kernels/sorting/rank-dictionary.ts'
import type { TaskContext } from './physical-operator.ts'
import { PART_ROWS, PartedSort } from './sort/parted-sort.ts'

/** `wanted`: only the places from `skip` to `fetch` of what comes back are in order. */
export async function sortCooperatively(
  columns: readonly Column[],
  directions: readonly SortDirection[],
  context: Pick<TaskContext, 'breathe'>,
  wanted: { readonly skip?: number | undefined; readonly fetch?: number | undefined } = {},
): Promise<Uint32Array> {
  const length = columns[0]?.length ?? 0
  if (length <= PART_ROWS) return sortRows(columns, directions)
  const keys: Column[] = []
  for (const column of columns) keys.push(await ranked(column, context))
  return new PartedSort({ columns: keys, directions, skip: wanted.skip ?? 0, fetch: wanted.fetch ?? length }, context).run()
}

/** The codes of a dictionary as ranks of its entries, where it is not larger than what is sorted. */
async function ranked(column: Column, context: Pick<TaskContext, 'breathe'>): Promise<Column> {
  const entries = column.dictionary?.values()
  if (entries === undefined || entries.length > column.length) return column
  const sorted = await sortCooperatively([entries], [{ descending: false, nullsFirst: false }], context)
  await context.breathe()
  return rankDictionary(column, sorted)
}
