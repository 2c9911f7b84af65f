/** start and end. */
import type { Column } from '../../../columnar/column.ts'
import type { RecordRows } from '../../records/record-rows.ts'
import type { ColumnReader } from '../../text/columns/column-reader.ts'
import { PositionBuilder, type PositionKind } from '../../text/columns/position-builder.ts'
import type { FaultSink } from '../../text/row-faults.ts'
import { FIELD, int32At } from '../bcf-layout.ts'
import type { RecordEnd } from '../record-end.ts'

/** POS is stored 0-based; -1 stands for POS 0, the telomere before the first base. */
const TELOMERE = -1

export class StartColumn implements ColumnReader<RecordRows> {
  private readonly shift: number
  private readonly builder: PositionBuilder

  /** `shift` is added to the 0-based position. */
  constructor(kind: PositionKind, shift: number) {
    this.shift = shift
    this.builder = new PositionBuilder(kind)
  }

  append({ bytes, starts, count }: RecordRows, faults: FaultSink): void {
    const { builder, shift } = this
    for (let row = 0; row < count; row++) {
      const position = int32At(bytes, starts[row]! + FIELD.position) // row lies below count
      if (position >= TELOMERE && builder.append(position + shift)) continue
      builder.appendNull()
      this.report(position, row, faults)
    }
  }

  finish(): Column {
    return this.builder.finish()
  }

  /** Apart, so that the loop makes no closures. */
  private report(position: number, row: number, faults: FaultSink): void {
    if (position < TELOMERE) faults.report(row, () => `POS is ${position + 1}, which is not a position.`)
    else faults.report(row, () => this.builder.refusal('start', position + this.shift))
  }
}

/** The last base of the record, the same number in both coordinate systems. */
export class EndColumn implements ColumnReader<RecordRows> {
  private readonly builder: PositionBuilder
  private readonly recordEnd: RecordEnd

  constructor(kind: PositionKind, recordEnd: RecordEnd) {
    this.builder = new PositionBuilder(kind)
    this.recordEnd = recordEnd
  }

  append({ bytes, starts, count }: RecordRows, faults: FaultSink): void {
    const { builder, recordEnd } = this
    for (let row = 0; row < count; row++) {
      const record = starts[row]! // row lies below count
      const position = int32At(bytes, record + FIELD.position)
      const end = recordEnd.of(bytes, record)
      if (position >= TELOMERE && builder.append(end)) continue
      builder.appendNull()
      this.report({ position, end }, row, faults)
    }
  }

  finish(): Column {
    return this.builder.finish()
  }

  private report({ position, end }: { readonly position: number; readonly end: number }, row: number, faults: FaultSink): void {
    if (position < TELOMERE) faults.report(row, () => `POS is ${position + 1}, which is not a position.`)
    else if (Number.isNaN(end)) faults.report(row, () => 'INFO END is not a number, or the record is broken before it.')
    else faults.report(row, () => this.builder.refusal('end', end))
  }
}
