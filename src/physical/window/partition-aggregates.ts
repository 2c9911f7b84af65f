/** Windows whose frame is the whole partition: the rows are grouped and aggregated as they come, without putting them in the order of a window. */
import type { Column } from '../../columnar/column.ts'
import { sliceBatch } from '../../columnar/slice-batch.ts'
import { sliceColumn } from '../../columnar/slice-column.ts'
import { GroupTable } from '../../kernels/grouping/group-table.ts'
import type { TaskContext } from '../physical-operator.ts'
import { takeCooperatively } from '../take-cooperatively.ts'
import { unhurriedIn } from '../unhurried-in.ts'
import { newState } from './frame-aggregate.ts'
import { windowInputs } from './window-inputs.ts'
import type { WindowExpr, WindowSpec } from './window-spec.ts'

/** Rows aggregated before the next look at the clock. */
const STEP_ROWS = 1 << 14

/** Without ORDER BY all rows of a partition are peers. */
export function coversPartitions({ call, orderBy, frame }: WindowExpr): boolean {
  if (call.kind !== 'aggregate' || orderBy.length > 0 || frame.exclude !== 'no-others') return false
  const reaches = (kind: string) => kind === 'unbounded' || (kind === 'current-row' && frame.unit !== 'rows')
  return reaches(frame.start.kind) && reaches(frame.end.kind)
}

/** One column a window, each of which covers partitions. `values`: one column for each of windowKeys(). */
export async function partitionAggregates(
  rows: { readonly numRows: number; readonly values: readonly Column[] },
  { windows, functions }: Pick<WindowSpec, 'windows' | 'functions'>,
  context: Pick<TaskContext, 'breathe'>,
): Promise<readonly Column[]> {
  const { numRows, values } = rows
  const keys = values.slice(0, windows[0].partitionBy.length)
  const groups = new GroupTable(keys.map(key => key.type))
  const groupOf = new Uint32Array(numRows)
  let next = keys.length
  const states = windows.map(window => {
    const inputs = windowInputs(window)
    const columns = values.slice(next, next + inputs.exprs.length)
    next += columns.length
    const batch = { schema: { fields: [] }, numRows, columns }
    // coversPartitions has looked at the call.
    return { batch, state: newState({ aggregate: inputs.call as Parameters<typeof newState>[0]['aggregate'], functions, batch }) }
  })
  for (let start = 0; start < numRows; start += STEP_ROWS) {
    const end = Math.min(numRows, start + STEP_ROWS)
    const some = groups.assign(
      keys.map(key => sliceColumn(key, start, end)),
      end - start,
    )
    groupOf.set(some, start)
    for (const { batch, state } of states) state.update(sliceBatch(batch, start, end), some, groups.numGroups)
    const pause = context.breathe()
    if (pause) await pause
  }
  const results: Column[] = []
  const unhurried = unhurriedIn(context)
  for (const { state } of states) await state.settle(groups.numGroups, unhurried)
  for (const { state } of states) results.push(await takeCooperatively(state.finish(groups.numGroups), groupOf, context))
  return results
}
