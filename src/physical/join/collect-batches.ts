/** Reads all of an input into one batch: the side of a join that is held. Its memory is counted. */
import type { Batch } from '../../columnar/batch.ts'
import { batchBytes } from '../../columnar/batch-bytes.ts'
import { concatBatches } from '../../columnar/concat-batches.ts'
import type { PhysicalOperator, TaskContext } from '../physical-operator.ts'
import { reserveMemory } from '../reserve-memory.ts'
import { runOperator } from '../run-operator.ts'

export async function collectBatches(input: PhysicalOperator, holder: PhysicalOperator, context: TaskContext): Promise<Batch> {
  const batches: Batch[] = []
  for await (const batch of runOperator(input, 0, context)) {
    reserveMemory(holder, batchBytes(batch), context)
    batches.push(batch)
  }
  return concatBatches(input.schema, batches)
}
