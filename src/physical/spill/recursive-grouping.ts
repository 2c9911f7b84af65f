/**
 * Groups rows within execution.memory_limit: the groups that came first are worked on in memory; the rows of all others wait in temporary files,
 * parted by key, which are then worked through one after the other in the same way. Results come in the order of their row numbers.
 */
import type { Batch } from '../../columnar/batch.ts'
import { batchBytes } from '../../columnar/batch-bytes.ts'
import type { Column } from '../../columnar/column.ts'
import type { Schema } from '../../columnar/schema.ts'
import type { PhysicalOperator, SpillFile, TaskContext } from '../physical-operator.ts'
import { firstColumns } from './extra-columns.ts'
import { NumberedRuns, piecesOf } from './numbered-runs.ts'
import { PartitionedRows } from './partitioned-rows.ts'
import { spillBatchRows } from './spill-sizes.ts'

/** Rows that all have one key, or nearly, do not part: after so many times what does not fit is an error. */
const MAX_DEPTH = 8

/** The groups that are worked on at once. */
export interface GroupWork {
  /** Takes numbered rows, and gives back those that it has no room for. */
  add(batch: Batch): readonly Batch[]
  /** A row a group, in the order of the row numbers, which are the last column. */
  finish(): Batch
  /** Gives back its memory. */
  release(): void
}

export interface GroupingSpec {
  readonly holder: PhysicalOperator
  /** Of the rows that are added: the row number is the last column. */
  readonly inputSchema: Schema
  /** Of the results: the row number is the last column. */
  readonly resultSchema: Schema
  keysOf(batch: Batch): readonly Column[]
  /** `room`: 'spill' leaves rows over when memory is short; 'last' fails with RESOURCE, for the rows cannot be parted any more. */
  start(room: 'spill' | 'last'): GroupWork
}

export class RecursiveGrouping {
  readonly #spec: GroupingSpec
  readonly #context: TaskContext
  readonly #root: Level
  readonly #plain: Schema

  constructor(spec: GroupingSpec, context: TaskContext) {
    this.#spec = spec
    this.#context = context
    this.#root = new Level(spec, 0, context)
    this.#plain = { fields: spec.resultSchema.fields.slice(0, -1) }
  }

  add(batch: Batch): Promise<void> {
    return this.#root.add(batch)
  }

  /** The results without their numbers. The first groups came before all others, so they pass at once. */
  async *finish(): AsyncGenerator<Batch> {
    yield firstColumns(this.#root.finish(), this.#plain)
    this.#root.release()
    const files = await this.#root.files()
    if (files.length === 0) return
    const runs = new NumberedRuns(this.#spec.holder, this.#spec.resultSchema, this.#context)
    for (const file of files) await this.#workThrough(file, 1, runs)
    yield* runs.read(this.#plain)
  }

  async #workThrough(file: SpillFile, depth: number, runs: NumberedRuns): Promise<void> {
    const level = new Level(this.#spec, depth, this.#context)
    for await (const batch of file.read()) await level.add(batch)
    await file.remove()
    const results = level.finish()
    if (results.numRows > 0) {
      await runs.write(piecesOf(results, spillBatchRows(this.#context, results.numRows, batchBytes(results))))
    }
    level.release()
    for (const part of await level.files()) await this.#workThrough(part, depth + 1, runs)
  }
}

/** Groups in memory, and the files of the rows that they leave over. */
class Level {
  readonly #work: GroupWork
  readonly #newParts: () => PartitionedRows
  #parts: PartitionedRows | undefined

  constructor(spec: GroupingSpec, depth: number, context: TaskContext) {
    this.#work = spec.start(depth < MAX_DEPTH ? 'spill' : 'last')
    this.#newParts = () =>
      new PartitionedRows({ holder: spec.holder, schema: spec.inputSchema, keysOf: batch => spec.keysOf(batch), depth }, context)
  }

  async add(batch: Batch): Promise<void> {
    for (const left of this.#work.add(batch)) {
      this.#parts ??= this.#newParts()
      await this.#parts.add(left)
    }
  }

  finish(): Batch {
    return this.#work.finish()
  }

  release(): void {
    this.#work.release()
  }

  async files(): Promise<readonly SpillFile[]> {
    const files = (await this.#parts?.finish()) ?? []
    return files.filter(file => file !== undefined)
  }
}
