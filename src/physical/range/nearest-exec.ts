/** Puts beside each left row its k nearest right rows, and how far they are. */
import type { Batch } from '../../columnar/batch.ts'
import { allOnes, clearBit, countBits } from '../../columnar/bitmap.ts'
import type { Column } from '../../columnar/column.ts'
import { gatherColumn } from '../../columnar/gather-column.ts'
import { scalarAt } from '../../columnar/scalar-at.ts'
import { sliceBatch } from '../../columnar/slice-batch.ts'
import { NO_ROW } from '../../columnar/take-column-or-null.ts'
import { compileExpr } from '../../expr/compile-expr.ts'
import { buildIntervalIndex } from '../../ranges/interval-index.ts'
import { type NearestHits, type NearestOptions, nearest } from '../../ranges/nearest.ts'
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
        const hits = nearest(index, ordered.queries, { ...options, ...sides })
        const rows = options.k === 1 ? oneRowEach(hits, ordered.row, batch.numRows) : rowsAsTheyWere(hits, ordered.row, batch.numRows)
        yield* this.#output({ batch, held, rows }, context)
        continue
      }
      for (let from = 0; from < queries.length; ) {
        const hits = nearest(index, queries, { ...options, ...(side && { side }), bounds: { from, limit: HITS_AT_ONCE } })
        const places = ascending(hits.answered - from)
        if (options.k === 1) {
          const answered = sliceBatch(batch, from, hits.answered)
          yield* this.#output({ batch: answered, held, rows: oneRowEach(hits, places, answered.numRows) }, context)
        } else yield* this.#output({ batch, held, rows: outputRows(hits, places, from) }, context)
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
    const { left, right, distance } = of.rows
    for (let from = 0; from < right.length; from += context.batchSize) {
      const rightRows = right.subarray(from, from + context.batchSize)
      const columns: Column[] = [
        ...(left === 'all'
          ? sliceBatch(of.batch, from, from + rightRows.length).columns
          : gatherColumns(of.batch, left.subarray(from, from + rightRows.length))),
        ...of.held.columns.map(column => gatherColumn(column, rightRows)),
      ]
      if (this.spec.operation.parameters.distance !== false) {
        columns.push(distanceColumn(distance.subarray(from, from + context.batchSize), rightRows))
      }
      yield { schema: this.schema, numRows: rightRows.length, columns }
    }
  }
}

function ascending(length: number): Int32Array {
  const numbers = new Int32Array(length)
  for (let i = 0; i < length; i++) numbers[i] = i
  return numbers
}

/** NULL where there is no row on the right. */
function distanceColumn(distances: Float64Array, rightRows: Uint32Array): Column {
  const column = int64Column(distances)
  if (!rightRows.includes(NO_ROW)) return column
  const validity = allOnes(rightRows.length)
  for (let row = 0; row < rightRows.length; row++) if (rightRows[row] === NO_ROW) clearBit(validity, row)
  return { ...column, validity, nullCount: rightRows.length - countBits(validity, rightRows.length) }
}

function gatherColumns(batch: Batch, rows: Uint32Array): readonly Column[] {
  return batch.columns.map(column => gatherColumn(column, rows))
}

interface OutputRows {
  /** 'all': each once and in order. */
  readonly left: Uint32Array | 'all'
  readonly right: Uint32Array
  readonly distance: Float64Array
}

/** For k = 1; query i was row[i]. */
function oneRowEach({ offsets, rows, distances }: NearestHits, row: Int32Array, numRows: number): OutputRows {
  const right = new Uint32Array(numRows).fill(NO_ROW)
  const distance = new Float64Array(numRows)
  for (let query = 0; query < row.length; query++) {
    // offsets has one entry more than there are queries, and bounds the hits.
    const hit = offsets[query]!
    if (hit === offsets[query + 1]!) continue
    const at = row[query]!
    right[at] = rows[hit]!
    distance[at] = distances[hit]!
  }
  return { left: 'all', right, distance }
}

/** The hits of sorted queries in the order that the rows had; row i was query `row.indexOf(i)`. */
function rowsAsTheyWere(hits: NearestHits, row: Int32Array, numRows: number): OutputRows {
  const places = new Int32Array(numRows).fill(-1)
  for (let place = 0; place < row.length; place++) places[row[place]!] = place // rows of the batch
  return outputRows(hits, places, 0)
}

/** `places` tells the query of each row from `firstRow` on, -1 for one that was not asked. */
function outputRows(hits: NearestHits, places: Int32Array, firstRow: number): OutputRows {
  const left = new Uint32Array(hits.rows.length + places.length)
  const right = new Uint32Array(left.length)
  const distance = new Float64Array(left.length)
  let count = 0
  for (let i = 0; i < places.length; i++) {
    // offsets has one entry more than there are queries, and bounds the hits.
    const place = places[i]!
    const from = place < 0 ? 0 : hits.offsets[place]!
    const to = place < 0 ? 0 : hits.offsets[place + 1]!
    for (let hit = from; hit < to; hit++) {
      left[count] = firstRow + i
      right[count] = hits.rows[hit]!
      distance[count++] = hits.distances[hit]!
    }
    if (from < to) continue
    left[count] = firstRow + i
    right[count++] = NO_ROW
  }
  return { left: left.subarray(0, count), right: right.subarray(0, count), distance: distance.subarray(0, count) }
}
