/** cigar, as text or as BAM packs it; '*' is NULL. */
import type { Column } from '../../../columnar/column.ts'
import { TextBytes } from '../../bam/columns/text-bytes.ts'
import type { ColumnReader } from '../../text/columns/column-reader.ts'
import { parseInteger } from '../../text/parse-integer.ts'
import { type FaultSink, quoteField } from '../../text/row-faults.ts'
import { fieldEnd, fieldStart, type TextRows } from '../../text/text-rows.ts'
import type { LineKernels } from '../line-kernels.ts'
import { measureCigar, packCigar } from '../sam-cigar.ts'
import { FIELD, STAR } from '../sam-field.ts'

const UNMAPPED = 4

export class SamCigarColumn implements ColumnReader {
  private readonly form: 'text' | 'binary'
  private readonly lines: LineKernels | undefined
  private readonly text = new TextBytes()

  constructor(form: 'text' | 'binary', lines: LineKernels | undefined) {
    this.form = form
    this.lines = form === 'text' ? lines : undefined
  }

  append(rows: TextRows, faults: FaultSink): void {
    const { text } = this
    const block = this.lines?.cigars(text.used)
    if (block !== undefined) {
      text.appendBlock(block, rows.starts.length)
      return
    }
    const { bytes } = rows
    for (let row = 0; row < rows.count; row++) {
      const from = fieldStart(rows, row, FIELD.cigar)
      const to = fieldEnd(rows, row, FIELD.cigar)
      if (to < from || (to - from === 1 && bytes[from] === STAR)) text.appendNull()
      else if (isFault(rows, row)) {
        report(rows, row, faults)
        text.appendNull()
      } else if (this.form === 'text') text.appendBytes(bytes, from, to)
      else {
        const words = packCigar(bytes, from, to)
        text.appendBytes(words, 0, words.length)
      }
    }
  }

  finish(): Column {
    return this.text.finish({ kind: this.form === 'text' ? 'utf8' : 'binary' })
  }
}

/** An unmapped read may have any CIGAR, as in htslib. */
function isFault(rows: TextRows, row: number): boolean {
  const { bytes } = rows
  const cigar = measureCigar(bytes, fieldStart(rows, row, FIELD.cigar), fieldEnd(rows, row, FIELD.cigar))
  if (Number.isNaN(cigar.reference)) return true
  const sequence = fieldStart(rows, row, FIELD.sequence)
  const length = fieldEnd(rows, row, FIELD.sequence) - sequence
  if (length < 0 || cigar.query === length || (length === 1 && bytes[sequence] === STAR)) return false
  return (parseInteger(bytes, fieldStart(rows, row, FIELD.flags), fieldEnd(rows, row, FIELD.flags)) & UNMAPPED) === 0
}

function report(rows: TextRows, row: number, faults: FaultSink): void {
  const from = fieldStart(rows, row, FIELD.cigar)
  const to = fieldEnd(rows, row, FIELD.cigar)
  const { reference, query } = measureCigar(rows.bytes, from, to)
  const length = fieldEnd(rows, row, FIELD.sequence) - fieldStart(rows, row, FIELD.sequence)
  const quoted = () => quoteField(rows.bytes, from, to)
  if (Number.isNaN(reference)) faults.report(row, () => `CIGAR is ${quoted()}, which is not one.`)
  else faults.report(row, () => `CIGAR ${quoted()} stands for ${query} bases of the read, and SEQ has ${length}.`)
}
