/**
 * Window functions within execution.memory_limit: rows that do not fit are parted by PARTITION BY into temporary files, each file is worked through
 * by itself, and row numbers bring the rows back into their order. All rows of one partition must fit.
 */
import type { Batch } from '../../columnar/batch.ts'
import { batchBytes } from '../../columnar/batch-bytes.ts'
import type { Column } from '../../columnar/column.ts'
import type { Schema } from '../../columnar/schema.ts'
import { compileExpr } from '../../expr/compile-expr.ts'
import type { Expr } from '../../expr/expr.ts'
import type { PhysicalOperator, SpillFile, TaskContext } from '../physical-operator.ts'
import { reserveMemory } from '../reserve-memory.ts'
import { resolveById } from '../resolve-by-id.ts'
import { concatCooperatively } from '../spill/concat-cooperatively.ts'
import { extendBatch, extendSchema, firstColumns } from '../spill/extra-columns.ts'
import { NumberedRuns, piecesOf } from '../spill/numbered-runs.ts'
import { PartitionedRows } from '../spill/partitioned-rows.ts'
import { RowBuffer } from '../spill/row-buffer.ts'
import { numbersFrom, ROW_NUMBER } from '../spill/row-numbers.ts'
import { spillBatchRows } from '../spill/spill-sizes.ts'
import { windowColumns, windowKeys } from './window-columns.ts'
import type { WindowSpec } from './window-spec.ts'

export interface LimitedWindow {
  readonly holder: PhysicalOperator
  readonly input: AsyncIterable<Batch>
  readonly inputSchema: Schema
  readonly spec: WindowSpec
}

/** A row is held twice while batches become one; order, bounds of partition, peers and frame are eight numbers a row. */
const COPIES = 2
const BYTES_PER_ROW = 32

/** Of a key or a result, computed and in the order of the window. */
const VALUE_BYTES = 16

const MAX_DEPTH = 6

export async function* limitedWindow(window: LimitedWindow, context: TaskContext): AsyncGenerator<Batch> {
  const { inputSchema, spec, input } = window
  const rows = new WindowRows(window, context)
  let parts: PartitionedRows | undefined
  let first = 0
  const numbered = (batch: Batch) => {
    const extended = extendBatch(batch, rows.numbered, [numbersFrom(first, batch.numRows)])
    first += batch.numRows
    return extended
  }
  for await (const batch of input) {
    if (!parts && rows.add(batch)) continue
    if (!parts) {
      parts = rows.newParts(0)
      for (const held of rows.takeAll()) await parts.add(numbered(held))
    }
    await parts.add(numbered(batch))
  }
  if (parts) {
    yield* rows.readParts(await parts.finish())
    return
  }
  const { batch, results } = await rows.evaluate(inputSchema)
  if (batch.numRows > 0)
    yield* piecesOf({ schema: spec.schema, numRows: batch.numRows, columns: [...batch.columns, ...results] }, context.batchSize)
}

class WindowRows {
  readonly numbered: Schema
  readonly #window: LimitedWindow
  readonly #context: TaskContext
  readonly #keys: readonly ((batch: Batch) => Column)[]
  readonly #partitionBy: readonly Expr[]
  readonly #buffer: RowBuffer
  readonly #runs: NumberedRuns

  constructor(window: LimitedWindow, context: TaskContext) {
    const { holder, inputSchema, spec } = window
    this.#window = window
    this.#context = context
    this.numbered = extendSchema(inputSchema, [ROW_NUMBER])
    this.#keys = windowKeys(spec).map(key => compileExpr(key, resolveById(spec.inputIds), spec.functions))
    this.#partitionBy = spec.windows[0].partitionBy
    const bytesPerRow = BYTES_PER_ROW + VALUE_BYTES * (this.#keys.length + spec.windows.length)
    this.#buffer = new RowBuffer(holder, context, batch => COPIES * batchBytes(batch) + bytesPerRow * batch.numRows)
    this.#runs = new NumberedRuns(holder, extendSchema(spec.schema, [ROW_NUMBER]), context)
  }

  /** False: there is no room, and the rows can be parted. */
  add(batch: Batch): boolean {
    return this.#add(batch, this.#partitionBy.length > 0 ? 'spill' : 'last')
  }

  takeAll(): readonly Batch[] {
    const batches = this.#buffer.take()
    this.#buffer.release()
    return batches
  }

  newParts(depth: number): PartitionedRows {
    const keysOf = (batch: Batch) => this.#keys.slice(0, this.#partitionBy.length).map(key => key(batch))
    return new PartitionedRows({ holder: this.#window.holder, schema: this.numbered, keysOf, depth }, this.#context)
  }

  async evaluate(schema: Schema): Promise<{ readonly batch: Batch; readonly results: readonly Column[] }> {
    const batch = await concatCooperatively(schema, this.#buffer.take(), this.#context)
    if (batch.numRows === 0) return { batch, results: [] }
    const values = this.#keys.map(key => key(batch))
    return { batch, results: await windowColumns({ batch, values }, this.#window.spec, this.#context) }
  }

  async *readParts(files: readonly (SpillFile | undefined)[]): AsyncGenerator<Batch> {
    for (const file of files) if (file) await this.#workThrough(file, { depth: 1, parentRows: Number.POSITIVE_INFINITY })
    yield* this.#runs.read(this.#window.spec.schema)
  }

  async #workThrough(file: SpillFile, { depth, parentRows }: { readonly depth: number; readonly parentRows: number }): Promise<void> {
    const canPart = depth < MAX_DEPTH && file.numRows < parentRows
    for await (const batch of file.read()) {
      if (this.#add(batch, canPart ? 'spill' : 'last')) continue
      this.#buffer.release()
      await this.#partAgain(file, depth)
      return
    }
    const numRows = file.numRows
    await file.remove()
    const { batch, results } = await this.evaluate(this.numbered)
    const { columns } = firstColumns(batch, this.#window.inputSchema)
    const all = {
      schema: extendSchema(this.#window.spec.schema, [ROW_NUMBER]),
      numRows,
      columns: [...columns, ...results, ...batch.columns.slice(-1)],
    }
    await this.#runs.write(piecesOf(all, spillBatchRows(this.#context, numRows, batchBytes(all))))
    this.#buffer.release()
  }

  async #partAgain(file: SpillFile, depth: number): Promise<void> {
    const parts = this.newParts(depth)
    for await (const batch of file.read()) await parts.add(batch)
    const parentRows = file.numRows
    await file.remove()
    for (const part of await parts.finish()) if (part) await this.#workThrough(part, { depth: depth + 1, parentRows })
  }

  #add(batch: Batch, room: 'spill' | 'last'): boolean {
    if (this.#buffer.add(batch, room === 'spill' ? 'share' : 'limit')) return true
    if (room === 'last') reserveMemory(this.#window.holder, COPIES * batchBytes(batch) + BYTES_PER_ROW * batch.numRows, this.#context)
    return false
  }
}
