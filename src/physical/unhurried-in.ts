/** Sorting and turns for other work, for those that know no operators. */
import type { Unhurried } from '../functions/function-registry.ts'
import type { TaskContext } from './physical-operator.ts'
import { sortCooperatively } from './sort-cooperatively.ts'

export function unhurriedIn(context: Pick<TaskContext, 'breathe'>): Unhurried {
  return {
    order: (columns, directions) => sortCooperatively(columns, directions, context),
    breathe: () => context.breathe(),
  }
}
