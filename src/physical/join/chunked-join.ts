/** Joins a part whose right side neither fits nor can be parted: as many right rows as fit at a time, each time past all left rows. */
import type { Batch } from '../../columnar/batch.ts'
import { constantColumn } from '../../columnar/constant-column.ts'
import { takeBatch } from '../../columnar/take-batch.ts'
import type { JoinType } from '../../logical/logical-plan.ts'
import type { HashJoinSpec } from '../hash-join-exec.ts'
import type { SpillFile, TaskContext } from '../physical-operator.ts'
import { concatCooperatively } from '../spill/concat-cooperatively.ts'
import { extendSchema } from '../spill/extra-columns.ts'
import { mergeRuns } from '../spill/merge-runs.ts'
import type { NumberedRuns } from '../spill/numbered-runs.ts'
import { RowBuffer } from '../spill/row-buffer.ts'
import { BY_NUMBER, ROW_NUMBER, rowNumbers } from '../spill/row-numbers.ts'
import { heldBytes } from './held-bytes.ts'
import { HeldRight } from './held-right.ts'
import { byLeftNumber, byRightNumber, numberedSpec, outputOf } from './numbered-join.ts'
import type { PartedJoinSpec } from './parted-join.ts'

export interface ChunkedJoin extends PartedJoinSpec {
  readonly leftRows: SpillFile | undefined
  readonly rightRows: SpillFile
  readonly runs: { readonly left: NumberedRuns; readonly right: NumberedRuns }
}

export async function joinInChunks(join: ChunkedJoin, context: TaskContext): Promise<void> {
  const chunks = new Chunks(join, context)
  const buffer = new RowBuffer(join.holder, context, heldBytes)
  for await (const batch of join.rightRows.read()) {
    if (buffer.add(batch, 'share')) continue
    if (buffer.numRows > 0) await chunks.add(buffer)
    buffer.add(batch, 'anyway')
  }
  if (buffer.numRows > 0) await chunks.add(buffer)
  await chunks.finish()
}

/** What one chunk gives: a left row that has no match there may have one in the next. */
const OF_ONE_CHUNK: Readonly<Record<JoinType, JoinType>> = {
  inner: 'inner',
  left: 'inner',
  right: 'right',
  full: 'right',
  semi: 'semi',
  anti: 'semi',
}

class Chunks {
  readonly #join: ChunkedJoin
  readonly #context: TaskContext
  readonly #spec: HashJoinSpec
  /** The pairs of each chunk. For one left row they stand in the order of the chunks, which is that of the right rows. */
  readonly #pairs: SpillFile[] = []
  /** 1 where a left row has found a match, by its place in the file. */
  readonly #matched: Uint8Array

  constructor(join: ChunkedJoin, context: TaskContext) {
    this.#join = join
    this.#context = context
    const numbered = numberedSpec(join.spec)
    this.#spec = { ...numbered, joinType: OF_ONE_CHUNK[numbered.joinType] }
    this.#matched = new Uint8Array(join.leftRows?.numRows ?? 0)
    context.reserve(join.holder, this.#matched.length, 'anyway')
  }

  /** Takes the rows of the buffer. */
  async add(buffer: RowBuffer): Promise<void> {
    const { right: schema, keysOf, runs, spec } = this.#join
    const right = await concatCooperatively(extendSchema(schema, [ROW_NUMBER]), buffer.take(), this.#context)
    const held = await HeldRight.build(right, keysOf('right')(right), { spec: this.#spec, context: this.#context })
    await this.#addPairs(held)
    if (this.#spec.joinType === 'right') await runs.right.write(byRightNumber(held.unmatchedRight(this.#context), spec))
    buffer.release()
  }

  async finish(): Promise<void> {
    const { holder, runs, spec } = this.#join
    const schema = extendSchema(spec.schema, [ROW_NUMBER])
    const merge = { holder, schema, keys: [schema.fields.length - 1], directions: [BY_NUMBER] }
    await runs.left.write(mergeRuns(this.#pairs, merge, this.#context))
    if (spec.joinType !== 'inner' && spec.joinType !== 'right') await runs.left.write(this.#rowsByMatch())
    this.#context.reserve(holder, -this.#matched.length)
  }

  async #addPairs(held: HeldRight): Promise<void> {
    const { leftRows, holder, spec } = this.#join
    const schema = extendSchema(spec.schema, [ROW_NUMBER])
    const onlyMarks = this.#spec.joinType === 'semi'
    let file: SpillFile | undefined
    let first = 0
    for await (const left of leftRows?.read() ?? []) {
      const matched = this.#matched.subarray(first, first + left.numRows)
      first += left.numRows
      for await (const batch of byLeftNumber(held.probe(left, this.#context), spec)) {
        if (spec.joinType !== 'inner' && spec.joinType !== 'right') mark(matched, left, batch)
        if (onlyMarks) continue
        file ??= await this.#context.createSpillFile(holder, schema)
        await file.append(batch)
      }
    }
    if (file) this.#pairs.push(file)
  }

  /** Rows of the left side by whether they have found a match: those of a semi join have, those of the others have not. */
  async *#rowsByMatch(): AsyncGenerator<Batch> {
    const { leftRows, spec } = this.#join
    const { joinType, schema, leftIds } = spec
    const output = outputOf(spec)
    const wanted = joinType === 'semi' ? 1 : 0
    const numbered = extendSchema(schema, [ROW_NUMBER])
    let first = 0
    for await (const batch of leftRows?.read() ?? []) {
      const rows = new Uint32Array(batch.numRows)
      let count = 0
      for (let row = 0; row < batch.numRows; row++) if (this.#matched[first + row] === wanted) rows[count++] = row
      first += batch.numRows
      const { numRows, columns } = takeBatch(batch, rows.subarray(0, count))
      // One field a place.
      const given = output.map((place, i) =>
        place < leftIds.length ? columns[place]! : constantColumn(schema.fields[i]!.type, null, numRows),
      )
      if (numRows > 0) yield { schema: numbered, numRows, columns: [...given, ...columns.slice(-1)] }
    }
  }
}

/** `pairs` are of rows of `left`, in its order; both have the numbers of the left rows as their last column. */
function mark(matched: Uint8Array, left: Batch, pairs: Batch): void {
  const numbers = rowNumbers(left.columns.at(-1)!) // the numbers come last
  let row = 0
  for (const number of rowNumbers(pairs.columns.at(-1)!)) {
    while (numbers[row] !== number) row++
    matched[row] = 1
  }
}
