/** Puts beside each left row its k nearest right rows, and how far they are. */
import type { Batch } from '../../columnar/batch.ts'
import { allOnes, clearBit, countBits } from '../../columnar/bitmap.ts'
import type { Column } from '../../columnar/column.ts'
import { gatherColumn } from '../../columnar/gather-column.ts'
import { scalarAt } from '../../columnar/scalar-at.ts'
import { sliceBatch } from '../../columnar/slice-batch.ts'
import { takeColumn } from '../../columnar/take-column.ts'
import { NO_ROW, takeColumnOrNull } from '../../columnar/take-column-or-null.ts'
import { compileExpr } from '../../expr/compile-expr.ts'
import { buildIntervalIndex } from '../../ranges/interval-index.ts'
import { nearest } from '../../ranges/nearest.ts'
import type { NearestHits, NearestOptions } from '../../ranges/nearest-hits.ts'
import { orderQueries } from '../../ranges/order-queries.ts'
import { KeyCodes } from '../interval/key-codes.ts'
import { probeRuns } from '../interval/probe-runs.ts'
import type { TaskContext } from '../physical-operator.ts'
import { resolveById } from '../resolve-by-id.ts'
import { runOperator } from '../run-operator.ts'
import { holdIntervals } from './held-index.ts'
import { int64Column } from './int64-column.ts'
import { RangeExec } from './range-exec.ts'
import { rangeInput } from './range-operation-spec.ts'

/** Up to so many neighbours a row, rows out of order are sorted before they are looked up. */
const FEW_HITS = 8

/** Hits listed at once: bounds memory where k is large. */
const HITS_AT_ONCE = 1 << 18

/** A left row without any near one comes once, with NULL on the right. */
export class NearestExec extends RangeExec {
  readonly name = 'NearestExec'
  readonly algorithm = 'two-sided scan'

  async *execute(_partition: number, context: TaskContext): AsyncIterable<Batch> {
    const codes = new KeyCodes(this.keyCount)
    const { batch: held, sorted } = await holdIntervals({ input: this.right, holder: this, spec: this.spec, codes }, context)
    const index = buildIntervalIndex(sorted)
    const queriesOf = rangeInput(this.spec, 0, 'no-match')
    const sidesOf = this.#sides()
    const options = this.#options()
    // Where k is large, hits are listed some at a time, which needs the rows' own order.
    const algorithm = options.k <= FEW_HITS ? 'sweep' : 'tree'
    const probe = { batches: runOperator(this.left, 0, context), intervals: queriesOf, codes, algorithm, holder: this } as const
    for await (const { batch, queries, inOrder } of probeRuns(probe, context)) {
      const side = sidesOf?.(batch)
      if (!inOrder) {
        const ordered = orderQueries(queries, codes.size)
        const sides = side && { side: Int8Array.from(ordered.row, row => side[row] ?? 0) }
        const hits = nearest(index, ordered.queries, { ...options, ...sides, asRows: { row: ordered.row, length: batch.numRows } })
        yield* this.#output({ batch, held, rows: options.k === 1 ? oneRowEach(hits) : outputRows(hits, 0) }, context)
        continue
      }
      for (let from = 0; from < queries.length; ) {
        const hits = nearest(index, queries, { ...options, ...(side && { side }), bounds: { from, limit: HITS_AT_ONCE } })
        yield* options.k === 1
          ? this.#output({ batch: sliceBatch(batch, from, hits.answered), held, rows: oneRowEach(hits) }, context)
          : this.#output({ batch, held, rows: outputRows(hits, from) }, context)
        from = hits.answered
      }
    }
  }

  #options(): Omit<NearestOptions, 'side' | 'bounds'> {
    const { parameters, coordinates } = this.spec.operation
    return {
      k: Number(parameters.k),
      overlap: parameters.overlap === true,
      gapOffset: coordinates === 'one-based-closed' ? 1 : 0,
      ...(parameters.max_distance !== undefined && { maxDistance: Number(parameters.max_distance) }),
    }
  }

  /** Upstream lies below on the plus strand and above on the minus strand; a row without a strand counts as plus. */
  #sides(): ((batch: Batch) => Int8Array) | undefined {
    const { strand, parameters } = this.spec.operation
    if (parameters.direction === undefined) return undefined
    const onPlus = parameters.direction === 'upstream' ? -1 : 1
    if (!strand) return batch => new Int8Array(batch.numRows).fill(onPlus)
    const evaluate = compileExpr(strand, resolveById(this.spec.inputIds[0] ?? []), this.spec.functions)
    return batch => {
      const column = evaluate(batch)
      return Int8Array.from({ length: batch.numRows }, (_, row) => (scalarAt(column, row) === '-' ? -onPlus : onPlus))
    }
  }

  *#output(of: { readonly batch: Batch; readonly held: Batch; readonly rows: OutputRows }, context: TaskContext): Generator<Batch> {
    const { left, right, distance, complete } = of.rows
    const take = complete ? takeColumn : takeColumnOrNull
    for (let from = 0; from < right.length; from += context.batchSize) {
      const rightRows = right.subarray(from, from + context.batchSize)
      const columns: Column[] = [
        ...(left === 'all'
          ? sliceBatch(of.batch, from, from + rightRows.length).columns
          : gatherColumns(of.batch, left.subarray(from, from + rightRows.length))),
        ...of.held.columns.map(column => gatherColumn(column, rightRows, take)),
      ]
      if (this.spec.operation.parameters.distance !== false) {
        const distances = int64Column(distance.subarray(from, from + context.batchSize))
        columns.push(complete ? distances : nullWhereNoRow(distances, rightRows))
      }
      yield { schema: this.schema, numRows: rightRows.length, columns }
    }
  }
}

function nullWhereNoRow(column: Column, rows: Uint32Array): Column {
  if (!rows.includes(NO_ROW)) return column
  const validity = allOnes(rows.length)
  for (let row = 0; row < rows.length; row++) if (rows[row] === NO_ROW) clearBit(validity, row)
  return { ...column, validity, nullCount: rows.length - countBits(validity, rows.length) }
}

function gatherColumns(batch: Batch, rows: Uint32Array): readonly Column[] {
  return batch.columns.map(column => gatherColumn(column, rows, takeColumn))
}

interface OutputRows {
  /** 'all': each once and in order. */
  readonly left: Uint32Array | 'all'
  readonly right: Uint32Array
  readonly distance: Float64Array
  /** Whether there is a row on the right everywhere. */
  readonly complete: boolean
}

/** For k = 1. */
function oneRowEach(hits: NearestHits): OutputRows {
  if (countHits(hits) === hits.ends.length) return { left: 'all', ...hitsAsTheyLie(hits) }
  const { offsets, ends, rows, distances } = hits
  const right = new Uint32Array(ends.length).fill(NO_ROW)
  const distance = new Float64Array(ends.length)
  for (let row = 0; row < ends.length; row++) {
    // offsets is as long, and bounds the hits.
    const hit = offsets[row]!
    if (hit === ends[row]) continue
    right[row] = rows[hit]!
    distance[row] = distances[hit]!
  }
  return { left: 'all', right, distance, complete: false }
}

/** Row i of the hits is row `firstRow` + i of the batch. */
function outputRows(hits: NearestHits, firstRow: number): OutputRows {
  const { offsets, ends, rows, distances } = hits
  const without = countWithout(hits)
  const found = countHits(hits)
  const left = new Uint32Array(found + without)
  let count = 0
  // In range: offsets is as long as ends, and together they bound the hits.
  if (without === 0 && found === rows.length) {
    for (let row = 0; row < ends.length; row++) for (let n = ends[row]! - offsets[row]!; n > 0; n--) left[count++] = firstRow + row
    return { left, ...hitsAsTheyLie(hits) }
  }
  const right = new Uint32Array(left.length)
  const distance = new Float64Array(left.length)
  for (let row = 0; row < ends.length; row++) {
    const from = offsets[row]!
    const to = ends[row]!
    for (let hit = from; hit < to; hit++) {
      left[count] = firstRow + row
      right[count] = rows[hit]!
      distance[count++] = distances[hit]!
    }
    if (from < to) continue
    left[count] = firstRow + row
    right[count++] = NO_ROW
  }
  return { left, right, distance, complete: without === 0 }
}

/** Where each has one and no room is left between them. */
function hitsAsTheyLie({ rows, distances }: NearestHits): Omit<OutputRows, 'left'> {
  return { right: new Uint32Array(rows.buffer, rows.byteOffset, rows.length), distance: distances, complete: true }
}

function countHits({ offsets, ends }: NearestHits): number {
  let hits = 0
  for (let row = 0; row < ends.length; row++) hits += ends[row]! - offsets[row]! // offsets is as long
  return hits
}

function countWithout({ offsets, ends }: NearestHits): number {
  let rows = 0
  for (let row = 0; row < ends.length; row++) if (ends[row] === offsets[row]) rows++
  return rows
}
