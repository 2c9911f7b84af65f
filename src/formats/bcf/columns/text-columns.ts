/** id, ref and alt: the record's own text. */
import { Utf8Builder } from '../../../columnar/builders/utf8-builder.ts'
import type { Column } from '../../../columnar/column.ts'
import type { RecordRows } from '../../records/record-rows.ts'
import type { ColumnReader } from '../../text/columns/column-reader.ts'
import { validUtf8 } from '../../text/columns/valid-utf8.ts'
import type { FaultSink } from '../../text/row-faults.ts'
import { alleleCount, FIELD, recordEndOffset } from '../bcf-layout.ts'
import type { RecordScanner } from '../record-scanner.ts'
import { TypedValue } from '../typed-value.ts'

const DOT = 46
const COMMA = 44

abstract class RecordText implements ColumnReader<RecordRows> {
  protected readonly builder = new Utf8Builder()
  protected readonly value = new TypedValue()
  private readonly warn: () => void

  constructor(warn: () => void) {
    this.warn = warn
  }

  /** The scanner has been over these rows, so that what they hold may be read. */
  abstract append(rows: RecordRows, faults: FaultSink): void

  finish(): Column {
    return validUtf8(this.builder.finish(), this.warn)
  }
}

/** Just past the text that was read, without the NULs that may fill it up. */
function textEnd(bytes: Uint8Array, { start, next }: TypedValue): number {
  let end = next
  while (end > start && bytes[end - 1] === 0) end--
  return end
}

export class IdColumn extends RecordText {
  append({ bytes, starts, count }: RecordRows): void {
    const { builder, value } = this
    for (let row = 0; row < count; row++) {
      const record = starts[row]! // row lies below count
      value.read(bytes, record + FIELD.id, recordEndOffset(bytes, record))
      const end = textEnd(bytes, value)
      const length = end - value.start
      if (length === 0 || (length === 1 && bytes[value.start] === DOT)) builder.appendNull()
      else builder.appendBytes(bytes, value.start, end)
    }
  }
}

export class RefColumn extends RecordText {
  private readonly scanner: RecordScanner

  constructor(scanner: RecordScanner, warn: () => void) {
    super(warn)
    this.scanner = scanner
  }

  append({ bytes, starts, count }: RecordRows, faults: FaultSink): void {
    const { builder, value, scanner } = this
    for (let row = 0; row < count; row++) {
      const record = starts[row]! // row lies below count
      const hasAllele = alleleCount(bytes, record) > 0
      const at = scanner.slots[row * scanner.stride + scanner.allelesSlot]! // a slot a row
      const end = hasAllele && value.read(bytes, at, recordEndOffset(bytes, record)) ? textEnd(bytes, value) : 0
      if (end > value.start) builder.appendBytes(bytes, value.start, end)
      else {
        this.report(row, faults)
        builder.appendNull()
      }
    }
  }

  private report(row: number, faults: FaultSink): void {
    faults.report(row, () => 'REF is empty.')
  }
}

/** Several alleles are parted by commas, as in VCF. */
export class AltColumn extends RecordText {
  private readonly scanner: RecordScanner
  private text = new Uint8Array(256)

  constructor(scanner: RecordScanner, warn: () => void) {
    super(warn)
    this.scanner = scanner
  }

  append({ bytes, starts, count }: RecordRows): void {
    const { builder, value, scanner } = this
    for (let row = 0; row < count; row++) {
      const record = starts[row]! // row lies below count
      const alleles = alleleCount(bytes, record)
      if (alleles < 2) {
        builder.appendNull()
        continue
      }
      const limit = recordEndOffset(bytes, record)
      value.read(bytes, scanner.slots[row * scanner.stride + scanner.allelesSlot]!, limit) // a slot a row
      value.read(bytes, value.next, limit)
      if (alleles > 2) this.appendSeveral(bytes, alleles, limit)
      else this.appendOne(bytes, value.start, textEnd(bytes, value))
    }
  }

  private appendOne(bytes: Uint8Array, from: number, to: number): void {
    if (to <= from || (to - from === 1 && bytes[from] === DOT)) this.builder.appendNull()
    else this.builder.appendBytes(bytes, from, to)
  }

  /** The first alternative allele is at hand. */
  private appendSeveral(bytes: Uint8Array, alleles: number, limit: number): void {
    const { value } = this
    let length = 0
    for (let allele = 1; allele < alleles; allele++) {
      if (allele > 1) value.read(bytes, value.next, limit)
      const end = textEnd(bytes, value)
      const needed = length + 1 + end - value.start
      if (needed > this.text.length) this.text = enlarged(this.text, needed)
      if (allele > 1) this.text[length++] = COMMA
      this.text.set(bytes.subarray(value.start, end), length)
      length += end - value.start
    }
    this.builder.appendBytes(this.text, 0, length)
  }
}

function enlarged(text: Uint8Array, needed: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(needed * 2)
  larger.set(text)
  return larger
}
