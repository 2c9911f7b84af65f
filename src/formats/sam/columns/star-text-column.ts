/** name and sequence: the file's own text; '*' is NULL. */
import type { Column } from '../../../columnar/column.ts'
import { TextBytes } from '../../bam/columns/text-bytes.ts'
import type { ColumnReader } from '../../text/columns/column-reader.ts'
import type { FaultSink } from '../../text/row-faults.ts'
import { fieldEnd, fieldStart, type TextRows } from '../../text/text-rows.ts'
import type { LineKernels } from '../line-kernels.ts'
import { STAR } from '../sam-field.ts'

export class StarTextColumn implements ColumnReader {
  private readonly field: number
  private readonly label: string
  private readonly warn: () => void
  private readonly lines: LineKernels | undefined
  private readonly text = new TextBytes()

  constructor(field: number, settings: { readonly label: string; readonly lines: LineKernels | undefined; readonly warn: () => void }) {
    this.field = field
    this.label = settings.label
    this.lines = settings.lines
    this.warn = settings.warn
  }

  append(rows: TextRows, faults: FaultSink): void {
    const { field, text } = this
    const block = this.lines?.texts(field, text.used)
    if (block !== undefined) {
      text.appendBlock(block, rows.starts.length)
      return
    }
    const { bytes } = rows
    for (let row = 0; row < rows.count; row++) {
      const from = fieldStart(rows, row, field)
      const to = fieldEnd(rows, row, field)
      if (to > from && (to - from > 1 || bytes[from] !== STAR)) text.appendBytes(bytes, from, to)
      else {
        if (to === from) this.report(row, faults)
        text.appendNull()
      }
    }
  }

  /** Apart, so that the loop makes no closures. */
  private report(row: number, faults: FaultSink): void {
    faults.report(row, () => `${this.label} is empty.`)
  }

  finish(): Column {
    return this.text.finishText(this.warn)
  }
}
