/** Runs one partition of an operator: watches the signal, lets other work in, and counts what EXPLAIN ANALYZE shows. */
import type { Batch } from '../columnar/batch.ts'
import { throwIfAborted } from '../common/abort.ts'
import type { PhysicalOperator, TaskContext } from './physical-operator.ts'

/** Batches without rows are dropped: no operator above needs them. */
export async function* runOperator(operator: PhysicalOperator, partition: number, context: TaskContext): AsyncGenerator<Batch, void, void> {
  // What runs as a fragment reports for itself, wherever it ran.
  const reports = operator.fragments !== undefined
  for (const warning of operator.warnings ?? []) context.warn(warning)
  const batches = operator.execute(partition, context)[Symbol.asyncIterator]()
  let exhausted = false
  try {
    for (;;) {
      throwIfAborted(context.signal)
      const began = performance.now()
      const next = await batches.next()
      if (!reports) context.count(operator, 'milliseconds', performance.now() - began)
      if (next.done) {
        exhausted = true
        return
      }
      if (next.value.numRows === 0) continue
      if (!reports) {
        context.count(operator, 'rows', next.value.numRows)
        context.count(operator, 'batches', 1)
      }
      const pause = context.breathe()
      if (pause) await pause
      yield next.value
    }
  } finally {
    if (!exhausted) await batches.return?.()
    const released = context.release(operator)
    if (released) await released
  }
}
