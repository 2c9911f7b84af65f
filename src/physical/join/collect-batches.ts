/** Reads all of an input into one batch: the side of a join that is held. Its memory is counted. */
import type { Batch } from '../../columnar/batch.ts'
import { collectWithKeys } from '../collect-with-keys.ts'
import type { PhysicalOperator, TaskContext } from '../physical-operator.ts'

export async function collectBatches(input: PhysicalOperator, holder: PhysicalOperator, context: TaskContext): Promise<Batch> {
  return (await collectWithKeys({ holder, input }, context)).batch
}
