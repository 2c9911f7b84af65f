/** Runs of rows that each stand in the order of their row numbers, the last column; together they give all rows in that order. */
import type { Batch } from '../../columnar/batch.ts'
import type { Schema } from '../../columnar/schema.ts'
import { sliceBatch } from '../../columnar/slice-batch.ts'
import type { PhysicalOperator, SpillFile, TaskContext } from '../physical-operator.ts'
import { firstColumns } from './extra-columns.ts'
import type { HeldRows } from './held-rows.ts'
import { type MergeSpec, mergeRuns } from './merge-runs.ts'
import { BY_NUMBER } from './row-numbers.ts'
import { mergedAtOnce } from './spill-sizes.ts'

export class NumberedRuns {
  readonly #context: TaskContext
  readonly #merge: MergeSpec
  /** #levels[k]: runs that were merged k times. Few of each: every run is an open file. */
  readonly #levels: HeldRows[][] = []

  /** `schema`: of the rows, the number last. */
  constructor(holder: PhysicalOperator, schema: Schema, context: TaskContext) {
    this.#context = context
    this.#merge = { holder, schema, keys: [schema.fields.length - 1], directions: [BY_NUMBER] }
  }

  /** Writes a run, if there are rows. Rows with the same number must all be of one run. */
  async write(batches: Iterable<Batch> | AsyncIterable<Batch>): Promise<void> {
    let file: SpillFile | undefined
    for await (const batch of batches) {
      file ??= await this.#context.createSpillFile(this.#merge.holder, this.#merge.schema)
      await file.append(batch)
      const pause = this.#context.breathe()
      if (pause) await pause
    }
    if (file) await this.add(file)
  }

  async add(run: HeldRows): Promise<void> {
    await this.#addAt(0, run)
  }

  /** All rows, without their numbers. */
  async *read(schema: Schema): AsyncGenerator<Batch> {
    for await (const batch of mergeRuns(this.#levels.flat(), this.#merge, this.#context)) yield firstColumns(batch, schema)
  }

  async #addAt(level: number, run: HeldRows): Promise<void> {
    const runs = this.#levels[level] ?? []
    this.#levels[level] = runs
    runs.push(run)
    if (runs.length < mergedAtOnce(this.#context.memoryLimit)) return
    this.#levels[level] = []
    const file = await this.#context.createSpillFile(this.#merge.holder, this.#merge.schema)
    for await (const batch of mergeRuns(runs, this.#merge, this.#context)) await file.append(batch)
    await this.#addAt(level + 1, file)
  }
}

/** A batch in pieces of at most so many rows. */
export function* piecesOf(batch: Batch, rows: number): Generator<Batch> {
  for (let start = 0; start < batch.numRows; start += rows) yield sliceBatch(batch, start, Math.min(batch.numRows, start + rows))
}
