/** Adds to each left row how many right rows it overlaps. */
import type { Batch } from '../../columnar/batch.ts'
import type { IntervalSet } from '../../ranges/interval-set.ts'
import { OverlapCounter } from '../../ranges/overlap-counter.ts'
import { KeyCodes } from '../interval/key-codes.ts'
import type { TaskContext } from '../physical-operator.ts'
import { holdIntervals } from './held-index.ts'
import { measureLeft } from './measure-left.ts'
import { RangeExec } from './range-exec.ts'
import { rangeInput } from './range-operation-spec.ts'

export class CountOverlapsExec extends RangeExec {
  readonly name = 'CountOverlapsExec'
  readonly algorithm = 'ranks'

  async *execute(_partition: number, context: TaskContext): AsyncIterable<Batch> {
    const { left, right } = await this.openSides(context)
    const codes = new KeyCodes(this.keyCount)
    const { sorted } = await holdIntervals({ input: right, holder: this, spec: this.spec, codes }, context)
    const counter = new OverlapCounter(sorted)
    const { schema } = this
    const intervals = rangeInput(this.spec, 0, 'no-match')
    const algorithm = counter.takesAnyOrder ? 'tree' : 'sweep'
    const measure = {
      holder: this,
      left,
      schema,
      intervals,
      codes,
      algorithm,
      measure: (queries: IntervalSet) => counter.count(queries),
    } as const
    try {
      yield* measureLeft(measure, context)
    } finally {
      counter.release()
    }
  }
}
