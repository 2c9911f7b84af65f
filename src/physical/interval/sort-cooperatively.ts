/** Sorts intervals with turns for other work in between. */
import type { SortedIntervals } from '../../ranges/interval-set.ts'
import { type IntervalsToSort, sortingSteps } from '../../ranges/sort-intervals.ts'
import type { TaskContext } from '../physical-operator.ts'
import { inTurns } from './in-turns.ts'

export function sortCooperatively(set: IntervalsToSort, groups: number, context: Pick<TaskContext, 'breathe'>): Promise<SortedIntervals> {
  return inTurns(sortingSteps(set, groups), context)
}
