/** Sorts intervals with turns for other work in between. */
import type { IntervalSet, SortedIntervals } from '../../ranges/interval-set.ts'
import { sortingSteps } from '../../ranges/sort-intervals.ts'
import type { TaskContext } from '../physical-operator.ts'

export async function sortCooperatively(set: IntervalSet, groups: number, context: Pick<TaskContext, 'breathe'>): Promise<SortedIntervals> {
  const steps = sortingSteps(set, groups)
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
    const pause = context.breathe()
    if (pause) await pause
  }
}
