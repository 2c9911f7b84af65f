/** Adds to each left row how many of its bases the right rows cover. */
import type { Batch } from '../../columnar/batch.ts'
import { buildCoverageIndex, coverage } from '../../ranges/coverage.ts'
import { KeyCodes } from '../interval/key-codes.ts'
import type { TaskContext } from '../physical-operator.ts'
import { gatherUnion } from './gather-runs.ts'
import { measureLeft } from './measure-left.ts'
import { RangeExec } from './range-exec.ts'
import { rangeInput } from './range-operation-spec.ts'

export class CoverageExec extends RangeExec {
  readonly name = 'CoverageExec'
  readonly algorithm = 'prefix sums'

  async *execute(_partition: number, context: TaskContext): AsyncIterable<Batch> {
    const { left, right } = await this.openSides(context)
    const codes = new KeyCodes(this.keyCount)
    const covered = { input: right, holder: this, intervals: rangeInput(this.spec, 1, 'no-match'), codes }
    const index = buildCoverageIndex(await gatherUnion(covered, context))
    const { schema } = this
    const intervals = rangeInput(this.spec, 0, 'no-match')
    yield* measureLeft(
      { holder: this, left, schema, intervals, codes, algorithm: 'sweep', measure: queries => coverage(index, queries) },
      context,
    )
  }
}
