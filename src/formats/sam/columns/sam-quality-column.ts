/** quality_scores: Phred scores + 33 as text, one a base; '*' is NULL. */
import type { Column } from '../../../columnar/column.ts'
import { TextBytes } from '../../bam/columns/text-bytes.ts'
import type { ColumnReader } from '../../text/columns/column-reader.ts'
import type { FaultSink } from '../../text/row-faults.ts'
import { fieldEnd, fieldStart, type TextRows } from '../../text/text-rows.ts'
import type { LineKernels } from '../line-kernels.ts'
import { FIELD, STAR } from '../sam-field.ts'

export class SamQualityColumn implements ColumnReader {
  private readonly lines: LineKernels | undefined
  private readonly warn: () => void
  private readonly text = new TextBytes()

  constructor(lines: LineKernels | undefined, warn: () => void) {
    this.lines = lines
    this.warn = warn
  }

  append(rows: TextRows, faults: FaultSink): void {
    const { text } = this
    const block = this.lines?.qualities(text.used)
    if (block !== undefined) {
      text.appendBlock(block, rows.starts.length)
      return
    }
    const { bytes } = rows
    for (let row = 0; row < rows.count; row++) {
      const from = fieldStart(rows, row, FIELD.quality)
      const to = fieldEnd(rows, row, FIELD.quality)
      if (to < from || (to - from === 1 && bytes[from] === STAR)) {
        text.appendNull()
        continue
      }
      if (this.fits(rows, row, to - from)) text.appendBytes(bytes, from, to)
      else {
        report(rows, row, faults)
        text.appendNull()
      }
    }
  }

  finish(): Column {
    return this.text.finishText(this.warn)
  }

  private fits(rows: TextRows, row: number, length: number): boolean {
    if (length !== fieldEnd(rows, row, FIELD.sequence) - fieldStart(rows, row, FIELD.sequence)) return false
    return arePrintable(rows.bytes, fieldStart(rows, row, FIELD.quality), length)
  }
}

function arePrintable(bytes: Uint8Array, from: number, length: number): boolean {
  let odd = 0
  for (let at = from; at < from + length; at++) odd |= +(bytes[at]! - 33 > 93) | +(bytes[at]! < 33) // in range: the field lies in bytes
  return odd === 0
}

function report(rows: TextRows, row: number, faults: FaultSink): void {
  const length = (field: number) => fieldEnd(rows, row, field) - fieldStart(rows, row, field)
  if (length(FIELD.quality) === length(FIELD.sequence)) faults.report(row, () => 'QUAL has a character that is no score ("!" to "~").')
  else faults.report(row, () => `QUAL has ${length(FIELD.quality)} scores, and SEQ has ${length(FIELD.sequence)} bases.`)
}
