/** What is left of each left row when the bases of the right rows are taken away. */
import type { Batch } from '../../columnar/batch.ts'
import { createBuilder } from '../../columnar/builders/create-builder.ts'
import type { Column } from '../../columnar/column.ts'
import type { DataType } from '../../columnar/data-type.ts'
import { takeColumn } from '../../columnar/take-column.ts'
import { shownStart } from '../../genomics/coordinate-system.ts'
import { intervalUnion } from '../../ranges/interval-union.ts'
import { subtractUnion } from '../../ranges/subtract.ts'
import { KeyCodes } from '../interval/key-codes.ts'
import type { TaskContext } from '../physical-operator.ts'
import { runOperator } from '../run-operator.ts'
import { holdIntervals } from './held-index.ts'
import { RangeExec } from './range-exec.ts'
import { rangeInput } from './range-operation-spec.ts'

/** The left columns, start and end replaced by those of a piece; in left row order, then by start. */
export class SubtractExec extends RangeExec {
  readonly name = 'SubtractExec'
  readonly algorithm = 'sweep over the union'

  async *execute(_partition: number, context: TaskContext): AsyncIterable<Batch> {
    const { coordinates } = this.spec.operation
    const codes = new KeyCodes(this.keyCount)
    const { sorted } = await holdIntervals({ input: this.right, holder: this, spec: this.spec, codes }, context)
    const union = intervalUnion(sorted)
    const intervalsOf = rangeInput(this.spec, 0, 'error')
    const startAt = this.#columnOf('start')
    const endAt = this.#columnOf('end')
    for await (const batch of runOperator(this.left, 0, context)) {
      const pieces = subtractUnion(intervalsOf(batch, codes), union)
      for (let from = 0; from < pieces.length; from += context.batchSize) {
        const to = Math.min(pieces.length, from + context.batchSize)
        const rows = Uint32Array.from(pieces.row.subarray(from, to))
        const columns = batch.columns.map((column, i): Column => {
          if (i === startAt)
            return integerColumn(
              column.type,
              Float64Array.from(pieces.start.subarray(from, to), start => shownStart(start, coordinates)),
            )
          if (i === endAt) return integerColumn(column.type, Float64Array.from(pieces.end.subarray(from, to)))
          return takeColumn(column, rows)
        })
        yield { schema: this.schema, numRows: rows.length, columns }
      }
    }
  }

  #columnOf(side: 'start' | 'end'): number {
    const expr = this.spec.operation.columns[0]?.[side]
    return expr?.kind === 'column' ? (this.spec.inputIds[0]?.indexOf(expr.id) ?? -1) : -1
  }
}

/** Pieces lie within their row, so they fit the type of its columns. */
function integerColumn(type: DataType, numbers: Float64Array): Column {
  const builder = createBuilder(type)
  for (const value of numbers) builder.append(type.kind === 'int64' || type.kind === 'uint64' ? BigInt(value) : value)
  return builder.finish()
}
