/** Goes through the steps of an algorithm with turns for other work in between. */
import type { TaskContext } from '../physical-operator.ts'

export async function inTurns<T>(steps: Generator<void, T>, context: Pick<TaskContext, 'breathe'>): Promise<T> {
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
    const pause = context.breathe()
    if (pause) await pause
  }
}
