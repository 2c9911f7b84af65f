/** Joins the parts of two sides that were parted by key. A part whose right side does not fit is parted again, or, where its keys are all alike, joined chunk by chunk. */
import type { Batch } from '../../columnar/batch.ts'
import type { Column } from '../../columnar/column.ts'
import type { Schema } from '../../columnar/schema.ts'
import type { HashJoinSpec } from '../hash-join-exec.ts'
import type { PhysicalOperator, SpillFile, TaskContext } from '../physical-operator.ts'
import { concatCooperatively } from '../spill/concat-cooperatively.ts'
import { extendSchema } from '../spill/extra-columns.ts'
import { NumberedRuns } from '../spill/numbered-runs.ts'
import { PARTITIONS, PartitionedRows } from '../spill/partitioned-rows.ts'
import { RowBuffer } from '../spill/row-buffer.ts'
import { ROW_NUMBER } from '../spill/row-numbers.ts'
import { joinInChunks } from './chunked-join.ts'
import { heldBytes } from './held-bytes.ts'
import { HeldRight } from './held-right.ts'
import { byLeftNumber, byRightNumber, numberedSpec } from './numbered-join.ts'

export interface PartedJoinSpec {
  readonly holder: PhysicalOperator
  readonly spec: HashJoinSpec
  /** Without row numbers; those of the files have one more column. */
  readonly left: Schema
  readonly right: Schema
  keysOf(side: 'left' | 'right'): (batch: Batch) => readonly Column[]
}

export interface PartFiles {
  readonly left: readonly (SpillFile | undefined)[]
  readonly right: readonly (SpillFile | undefined)[]
}

interface Place {
  readonly depth: number
  /** Of the part that these were made of. */
  readonly rightRows: number
}

const MAX_DEPTH = 6

export class PartedJoin {
  readonly #parts: PartedJoinSpec
  readonly #spec: HashJoinSpec
  readonly #context: TaskContext
  /** In the order of the left side, and after them the unmatched rows of the right side in theirs. */
  readonly #runs: { readonly left: NumberedRuns; readonly right: NumberedRuns }

  constructor(parts: PartedJoinSpec, context: TaskContext) {
    this.#parts = parts
    this.#spec = numberedSpec(parts.spec)
    this.#context = context
    const schema = extendSchema(parts.spec.schema, [ROW_NUMBER])
    this.#runs = { left: new NumberedRuns(parts.holder, schema, context), right: new NumberedRuns(parts.holder, schema, context) }
  }

  async join(files: PartFiles, place: Place): Promise<void> {
    for (let partition = 0; partition < PARTITIONS; partition++) {
      const left = files.left[partition]
      const right = files.right[partition]
      if (this.#givesRows(left, right)) await this.#joinPart({ left, right }, place)
      await left?.remove()
      await right?.remove()
    }
  }

  async *read(): AsyncGenerator<Batch> {
    yield* this.#runs.left.read(this.#parts.spec.schema)
    yield* this.#runs.right.read(this.#parts.spec.schema)
  }

  #givesRows(left: SpillFile | undefined, right: SpillFile | undefined): boolean {
    const { joinType } = this.#spec
    if (!left) return right !== undefined && (joinType === 'right' || joinType === 'full')
    return right !== undefined || joinType === 'left' || joinType === 'full' || joinType === 'anti'
  }

  async #joinPart(part: { readonly left: SpillFile | undefined; readonly right: SpillFile | undefined }, place: Place): Promise<void> {
    const { holder } = this.#parts
    const buffer = new RowBuffer(holder, this.#context, heldBytes)
    if (part.right && !(await fill(buffer, part.right))) {
      buffer.release()
      if (place.depth < MAX_DEPTH && part.right.numRows < place.rightRows) await this.#partAgain(part, part.right.numRows, place.depth)
      else await joinInChunks({ ...this.#parts, leftRows: part.left, rightRows: part.right, runs: this.#runs }, this.#context)
      return
    }
    const schema = extendSchema(this.#parts.right, [ROW_NUMBER])
    const right = await concatCooperatively(schema, buffer.take(), this.#context)
    const held = await HeldRight.build(right, this.#parts.keysOf('right')(right), { spec: this.#spec, context: this.#context })
    await this.#runs.left.write(this.#matches(held, part.left))
    await this.#runs.right.write(byRightNumber(held.unmatchedRight(this.#context), this.#parts.spec))
    buffer.release()
  }

  async *#matches(held: HeldRight, left: SpillFile | undefined): AsyncGenerator<Batch> {
    if (!left) return
    for await (const batch of left.read()) yield* byLeftNumber(held.probe(batch, this.#context), this.#parts.spec)
  }

  async #partAgain(
    part: { readonly left: SpillFile | undefined; readonly right: SpillFile | undefined },
    rightRows: number,
    depth: number,
  ): Promise<void> {
    const left = await this.#parted(part.left, 'left', depth)
    const right = await this.#parted(part.right, 'right', depth)
    await this.join({ left, right }, { depth: depth + 1, rightRows })
  }

  async #parted(file: SpillFile | undefined, side: 'left' | 'right', depth: number): Promise<readonly (SpillFile | undefined)[]> {
    if (!file) return []
    const { holder } = this.#parts
    const schema = extendSchema(this.#parts[side], [ROW_NUMBER])
    const parts = new PartitionedRows({ holder, schema, keysOf: this.#parts.keysOf(side), depth }, this.#context)
    for await (const batch of file.read()) await parts.add(batch)
    await file.remove()
    return parts.finish()
  }
}

/** False: not all rows of the file fit. */
async function fill(buffer: RowBuffer, file: SpillFile): Promise<boolean> {
  for await (const batch of file.read()) if (!buffer.add(batch, 'share')) return false
  return true
}
