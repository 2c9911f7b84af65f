/** The right side of a range operation: collected and counted, sorted, and ready for the algorithms. */
import type { Batch } from '../../columnar/batch.ts'
import type { SortedIntervals } from '../../ranges/interval-set.ts'
import type { KeyCodes } from '../interval/key-codes.ts'
import { sortCooperatively } from '../interval/sort-cooperatively.ts'
import { collectBatches } from '../join/collect-batches.ts'
import type { PhysicalOperator, TaskContext } from '../physical-operator.ts'
import { reserveMemory } from '../reserve-memory.ts'
import { type RangeOperationSpec, rangeInput } from './range-operation-spec.ts'

export interface HeldIntervals {
  readonly batch: Batch
  readonly sorted: SortedIntervals
}

/** Bytes a row of the sorted positions and of what is built over them. */
const SORTED_BYTES = 48

export async function holdIntervals(
  of: { readonly input: PhysicalOperator; readonly holder: PhysicalOperator; readonly spec: RangeOperationSpec; readonly codes: KeyCodes },
  context: TaskContext,
): Promise<HeldIntervals> {
  const { input, holder, spec, codes } = of
  const batch = await collectBatches(input, holder, context)
  reserveMemory(holder, batch.numRows * SORTED_BYTES, context)
  const set = rangeInput(spec, 1, 'no-match')(batch, codes)
  return { batch, sorted: await sortCooperatively(set, codes.size, context) }
}
