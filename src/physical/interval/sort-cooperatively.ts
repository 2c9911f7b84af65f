/** Sorts intervals with turns for other work in between. */
import type { SortedIntervals } from '../../ranges/interval-set.ts'
import { type IntervalsToSort, sortingSteps } from '../../ranges/sort-intervals.ts'
import type { TaskContext } from '../physical-operator.ts'

export async function sortCooperatively(
  set: IntervalsToSort,
  groups: number,
  context: Pick<TaskContext, 'breathe'>,
): Promise<SortedIntervals> {
  const steps = sortingSteps(set, groups)
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
    const pause = context.breathe()
    if (pause) await pause
  }
}
