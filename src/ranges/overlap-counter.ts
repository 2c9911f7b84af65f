/** Counts the intervals that meet each query: in WebAssembly where it can, else by the script. */
import { buildEndDirectory, countOverlaps } from './count-overlaps.ts'
import { buildIntervalIndex, type IntervalIndex } from './interval-index.ts'
import type { IntervalSet, SortedIntervals } from './interval-set.ts'
import { CountKernel } from './kernels/count-kernel.ts'
import type { RankDirectory } from './rank-directory.ts'

export class OverlapCounter {
  readonly #sorted: SortedIntervals
  #kernel: CountKernel | undefined
  #script: { readonly index: IntervalIndex; readonly ends: RankDirectory } | undefined

  constructor(sorted: SortedIntervals) {
    this.#sorted = sorted
    this.#kernel = CountKernel.of(sorted)
  }

  /** False: queries are worth sorting. */
  get takesAnyOrder(): boolean {
    return this.#kernel !== undefined
  }

  /** One number a query row, 0 for NULL keys (group -1). A view, valid until the next call. */
  count(queries: IntervalSet): Int32Array {
    const counts = this.#kernel?.counts(queries)
    if (counts) return counts
    this.#script ??= { index: buildIntervalIndex(this.#sorted), ends: buildEndDirectory(this.#sorted) }
    return countOverlaps(this.#script.index, this.#script.ends, queries)
  }

  /** No more is counted. */
  release(): void {
    this.#kernel?.release()
    this.#kernel = undefined
  }
}
