/** Widens or narrows each row's interval; where contig lengths are given as a second input, ends stay on the contig. */
import type { Batch } from '../../columnar/batch.ts'
import { shownStart } from '../../genomics/coordinate-system.ts'
import { type Expansion, expandIntervals } from '../../ranges/expand.ts'
import { KeyCodes } from '../interval/key-codes.ts'
import { collectBatches } from '../join/collect-batches.ts'
import type { TaskContext } from '../physical-operator.ts'
import { runOperator } from '../run-operator.ts'
import { int64Column } from './int64-column.ts'
import { RangeExec } from './range-exec.ts'
import { rangeInput } from './range-operation-spec.ts'

/** The input's columns, start and end replaced and of type int64; in row order. */
export class ExpandExec extends RangeExec {
  readonly name = 'ExpandExec'
  readonly algorithm = 'arithmetic'

  async *execute(_partition: number, context: TaskContext): AsyncIterable<Batch> {
    const { coordinates, columns } = this.spec.operation
    const codes = new KeyCodes(this.keyCount)
    const contigLengths = await this.#contigLengths(codes, context)
    const intervalsOf = rangeInput(this.spec, 0, 'error')
    const ids = this.spec.inputIds[0] ?? []
    const startAt = columns[0]?.start.kind === 'column' ? ids.indexOf(columns[0].start.id) : -1
    const endAt = columns[0]?.end.kind === 'column' ? ids.indexOf(columns[0].end.id) : -1
    for await (const batch of runOperator(this.left, 0, context)) {
      const { start, end } = expandIntervals(intervalsOf(batch, codes), { ...this.#expansion(), ...(contigLengths && { contigLengths }) })
      const shown = { [startAt]: Float64Array.from(start, position => shownStart(position, coordinates)), [endAt]: Float64Array.from(end) }
      const replaced = batch.columns.map((column, i) => {
        const numbers = shown[i]
        return numbers ? int64Column(numbers) : column
      })
      yield { schema: this.schema, numRows: batch.numRows, columns: replaced }
    }
  }

  #expansion(): Expansion {
    const { pad, scale, side } = this.spec.operation.parameters
    const by = scale === undefined ? ({ kind: 'pad', bases: Number(pad) } as const) : ({ kind: 'scale', factor: Number(scale) } as const)
    return { by, side: side === 'left' || side === 'right' ? side : 'both' }
  }

  /** By group code; NaN where the length is not known. */
  async #contigLengths(codes: KeyCodes, context: TaskContext): Promise<Float64Array | undefined> {
    if (this.children.length < 2) return undefined
    const view = await collectBatches(this.right, this, context)
    const set = rangeInput(this.spec, 1, 'error')(view, codes)
    const lengths = new Float64Array(codes.size).fill(Number.NaN)
    for (let row = 0; row < set.length; row++) lengths[set.group[row]!] = set.end[row]! // row < length; no code is -1 here
    return lengths
  }
}
