/** Adds to each left row how many of its bases the right rows cover. */
import type { Batch } from '../../columnar/batch.ts'
import { buildCoverageIndex, type CoverageIndex, coverage } from '../../ranges/coverage.ts'
import type { IntervalSet } from '../../ranges/interval-set.ts'
import { UnionKernel } from '../../ranges/kernels/union-kernel.ts'
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
    const union = await gatherUnion(covered, context)
    const kernel = UnionKernel.of(union)
    let index: CoverageIndex | undefined
    const measure = (queries: IntervalSet) => {
      const covered = kernel?.coverage(queries)
      if (covered) return covered
      index ??= buildCoverageIndex(union)
      return coverage(index, queries)
    }
    const { schema } = this
    const intervals = rangeInput(this.spec, 0, 'no-match')
    const algorithm = kernel ? 'tree' : 'sweep'
    try {
      yield* measureLeft({ holder: this, left, schema, intervals, codes, algorithm, measure }, context)
    } finally {
      kernel?.release()
    }
  }
}
