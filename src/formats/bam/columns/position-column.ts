/** start and mate_start: the first base, shown as the table counts; -1 is NULL. */
import type { Column } from '../../../columnar/column.ts'
import type { ColumnReader } from '../../text/columns/column-reader.ts'
import type { FaultSink } from '../../text/row-faults.ts'
import { int32At } from '../bam-layout.ts'
import type { BamRows } from '../bam-rows.ts'
import { type PositionKind, widen } from './widen.ts'
import { Words } from './words.ts'

export class PositionColumn implements ColumnReader<BamRows> {
  private readonly field: number
  private readonly label: string
  private readonly kind: PositionKind
  private readonly shift: number
  private readonly words = new Words()

  /** `field`: where the 0-based position lies in a record; `shift` is added to it. */
  constructor(field: number, settings: { readonly label: string; readonly kind: PositionKind; readonly shift: number }) {
    this.field = field
    this.label = settings.label
    this.kind = settings.kind
    this.shift = settings.shift
  }

  append({ bytes, starts, count, loaded }: BamRows, faults: FaultSink): void {
    const { words, field, shift } = this
    const block = loaded?.positions(field, shift)
    if (block !== undefined) {
      words.appendBlock(block)
      return
    }
    const values = words.reserve(count)
    const base = words.length
    for (let row = 0; row < count; row++) {
      const position = int32At(bytes, starts[row]! + field) // row lies below count
      values[base + row] = position + shift
      if (position < 0) this.missing(position, row, faults)
    }
    words.length = base + count
  }

  finish(): Column {
    return widen(this.words.finish({ kind: 'uint32' }), this.kind)
  }

  private missing(position: number, row: number, faults: FaultSink): void {
    if (position < -1) faults.report(row, () => `${this.label} is ${position}, which is not a position.`)
    this.words.nulls.appendNull(this.words.length + row)
  }
}
