/**
 * INTERSECT and EXCEPT within execution.memory_limit: counts of as many different rows of the right side as fit are held; all rows of both sides
 * that are not among them wait in temporary files, parted by their values, and are worked through part by part.
 */
import type { Batch } from '../../columnar/batch.ts'
import type { Schema } from '../../columnar/schema.ts'
import type { PhysicalOperator, SpillFile, TaskContext } from '../physical-operator.ts'
import { extendBatch, extendSchema, firstColumns } from '../spill/extra-columns.ts'
import { NumberedRuns } from '../spill/numbered-runs.ts'
import { PARTITIONS, PartitionedRows } from '../spill/partitioned-rows.ts'
import { numbersFrom, ROW_NUMBER } from '../spill/row-numbers.ts'
import { RightCounts, type SetOperation } from './right-counts.ts'

export interface LimitedSetOperationSpec extends SetOperation {
  readonly holder: PhysicalOperator
  readonly schema: Schema
  readonly left: AsyncIterable<Batch>
  readonly right: AsyncIterable<Batch>
}

/** After so many partings what does not fit is an error. */
const MAX_DEPTH = 8

/** In the order of the left side. For EXCEPT of distinct rows, equal rows of the left side are all given. */
export async function* limitedSetOperation(spec: LimitedSetOperationSpec, context: TaskContext): AsyncGenerator<Batch> {
  const numbered = extendSchema(spec.schema, [ROW_NUMBER])
  const part = new Part(spec, { numbered, depth: 0 }, context)
  await part.addRight(spec.right)
  if (!part.spilled) {
    for await (const batch of spec.left) {
      const { passed } = part.choose(batch)
      if (passed) yield { ...passed, schema: spec.schema }
    }
    return
  }
  const runs = new NumberedRuns(spec.holder, numbered, context)
  await part.run(numberedRows(spec.left, numbered), runs)
  yield* runs.read(spec.schema)
}

async function* numberedRows(batches: AsyncIterable<Batch>, schema: Schema): AsyncGenerator<Batch> {
  let rows = 0
  for await (const batch of batches) {
    yield extendBatch(batch, schema, [numbersFrom(rows, batch.numRows)])
    rows += batch.numRows
  }
}

class Part {
  readonly #spec: LimitedSetOperationSpec
  readonly #place: { readonly numbered: Schema; readonly depth: number }
  readonly #context: TaskContext
  readonly #counts: RightCounts
  #right: PartitionedRows | undefined

  constructor(spec: LimitedSetOperationSpec, place: { readonly numbered: Schema; readonly depth: number }, context: TaskContext) {
    this.#spec = spec
    this.#place = place
    this.#context = context
    this.#counts = new RightCounts({ ...spec, room: place.depth < MAX_DEPTH ? 'spill' : 'last' }, context)
  }

  get spilled(): boolean {
    return this.#right !== undefined
  }

  async addRight(batches: AsyncIterable<Batch>): Promise<void> {
    for await (const batch of batches) {
      const left = this.#counts.add(batch)
      if (!left) continue
      this.#right ??= this.#newParts(this.#spec.schema)
      await this.#right.add(left)
    }
  }

  choose(batch: Batch): { readonly passed?: Batch; readonly left?: Batch } {
    return this.#counts.choose(batch, this.#right ? 'unsure' : 'sure')
  }

  /** The numbered rows of the left side, once all of the right side are there. */
  async run(left: AsyncIterable<Batch>, runs: NumberedRuns): Promise<void> {
    const leftParts = this.#right && this.#newParts(this.#place.numbered)
    await runs.write(this.#passing(left, leftParts))
    this.#counts.release()
    const rightFiles = (await this.#right?.finish()) ?? []
    const leftFiles = (await leftParts?.finish()) ?? []
    for (let partition = 0; partition < PARTITIONS; partition++) await this.#runPart(leftFiles[partition], rightFiles[partition], runs)
  }

  async *#passing(left: AsyncIterable<Batch>, leftParts: PartitionedRows | undefined): AsyncGenerator<Batch> {
    for await (const batch of left) {
      const chosen = this.choose(batch)
      if (chosen.left) await leftParts?.add(chosen.left)
      if (chosen.passed) yield chosen.passed
    }
  }

  async #runPart(left: SpillFile | undefined, right: SpillFile | undefined, runs: NumberedRuns): Promise<void> {
    if (left) {
      const part = new Part(this.#spec, { ...this.#place, depth: this.#place.depth + 1 }, this.#context)
      if (right) await part.addRight(right.read())
      await part.run(left.read(), runs)
      await left.remove()
    }
    await right?.remove()
  }

  #newParts(schema: Schema): PartitionedRows {
    const { holder } = this.#spec
    const keysOf = (batch: Batch) => firstColumns(batch, this.#spec.schema).columns
    return new PartitionedRows({ holder, schema, keysOf, depth: this.#place.depth }, this.#context)
  }
}
