/** Passes batches on and measures what EXPLAIN ANALYZE shows of one stage of a fragment. */
import type { StageReport } from '../../catalog/fragment.ts'
import type { Batch } from '../../columnar/batch.ts'

/** Asked after each batch until it gives undefined: what to wait for before the next one is made. */
export type Pause = () => Promise<void> | undefined

export class StageTimer implements AsyncIterable<Batch> {
  readonly #batches: AsyncIterable<Batch>
  readonly #pause: Pause | undefined
  #rows = 0
  #count = 0
  #milliseconds = 0
  /** Milliseconds in pauses, which are no stage's time. */
  #paused = 0

  constructor(batches: AsyncIterable<Batch>, pause?: Pause) {
    this.#batches = batches
    this.#pause = pause
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
        const paused = performance.now()
        for (let waiting = this.#pause?.(); waiting; waiting = this.#pause?.()) await waiting
        this.#paused += performance.now() - paused
      }
    } finally {
      if (!exhausted) await batches.return?.()
    }
  }

  /** The time is this stage's own: pulling measured the stages before it too. */
  report(before: StageTimer | undefined): StageReport {
    const others = before ? before.#milliseconds + before.#paused : 0
    return { rows: this.#rows, batches: this.#count, milliseconds: Math.max(0, this.#milliseconds - others) }
  }
}
