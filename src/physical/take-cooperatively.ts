/** Many rows of a column, in the given order, with turns for other work in between. */
import type { Column } from '../columnar/column.ts'
import { concatColumns } from '../columnar/concat-columns.ts'
import { takeColumn } from '../columnar/take-column.ts'
import type { TaskContext } from './physical-operator.ts'

/** Rows taken before the next look at the clock. */
const STEP_ROWS = 1 << 18

export async function takeCooperatively(column: Column, rows: Uint32Array, context: Pick<TaskContext, 'breathe'>): Promise<Column> {
  if (rows.length <= STEP_ROWS) return takeColumn(column, rows)
  const parts: Column[] = []
  for (let start = 0; start < rows.length; start += STEP_ROWS) {
    parts.push(takeColumn(column, rows.subarray(start, start + STEP_ROWS)))
    const pause = context.breathe()
    if (pause) await pause
  }
  return concatColumns(parts)
}
