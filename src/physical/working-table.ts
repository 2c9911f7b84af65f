/** Rows that one operator leaves for others of the same plan: the values of a dependent join, the last rows of a recursion. */
import type { Batch } from '../columnar/batch.ts'

export interface WorkingTable {
  /** Set before those that read it start; a plan runs once at a time. */
  batches: readonly Batch[]
}

/** The table of that number among those of a plan, made when it is first asked for. */
export function workingTable(number: number, tables: Map<number, WorkingTable> | undefined): WorkingTable {
  const known = tables?.get(number)
  if (known) return known
  const table: WorkingTable = { batches: [] }
  tables?.set(number, table)
  return table
}
