/** Passes batches on and measures what EXPLAIN ANALYZE shows of one stage of a fragment. */
import type { StageReport } from '../../catalog/fragment.ts'
import type { Batch } from '../../columnar/batch.ts'

export class StageTimer implements AsyncIterable<Batch> {
  readonly #batches: AsyncIterable<Batch>
  #rows = 0
  #count = 0
  #milliseconds = 0

  constructor(batches: AsyncIterable<Batch>) {
    this.#batches = batches
  }

  async *[Symbol.asyncIterator](): AsyncIterator<Batch> {
    const batches = this.#batches[Symbol.asyncIterator]()
    let exhausted = false
    try {
      for (;;) {
        const began = performance.now()
        const next = await batches.next()
        this.#milliseconds += performance.now() - began
        if (next.done) {
          exhausted = true
          return
        }
        this.#rows += next.value.numRows
        this.#count++
        yield next.value
      }
    } finally {
      if (!exhausted) await batches.return?.()
    }
  }

  /** The time is this stage's own: pulling measured the stages before it too. */
  report(before: StageTimer | undefined): StageReport {
    return { rows: this.#rows, batches: this.#count, milliseconds: Math.max(0, this.#milliseconds - (before ? before.#milliseconds : 0)) }
  }
}
