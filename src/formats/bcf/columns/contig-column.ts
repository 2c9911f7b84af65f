/** chrom: the name of each record's contig. */
import { DictionaryBuilder } from '../../../columnar/builders/dictionary-builder.ts'
import type { Column } from '../../../columnar/column.ts'
import type { RecordRows } from '../../records/record-rows.ts'
import type { ColumnReader } from '../../text/columns/column-reader.ts'
import type { FaultSink } from '../../text/row-faults.ts'
import { FIELD, int32At } from '../bcf-layout.ts'

const UNKNOWN = -1

export class ContigColumn implements ColumnReader<RecordRows> {
  private readonly contigs: readonly (string | undefined)[]
  private readonly builder = new DictionaryBuilder()
  /** Codes by number of the contig, filled on first use. */
  private readonly codes: Int32Array

  constructor(contigs: readonly (string | undefined)[]) {
    this.contigs = contigs
    this.codes = new Int32Array(contigs.length).fill(UNKNOWN)
  }

  append({ bytes, starts, count }: RecordRows, faults: FaultSink): void {
    const { builder, codes } = this
    for (let row = 0; row < count; row++) {
      const contig = int32At(bytes, starts[row]! + FIELD.contig) // row lies below count
      const code = codes[contig]
      if (code !== undefined && code !== UNKNOWN) builder.appendCode(code)
      else this.appendFirst(contig, row, faults)
    }
  }

  finish(): Column {
    return this.builder.finish()
  }

  private appendFirst(contig: number, row: number, faults: FaultSink): void {
    const name = this.contigs[contig]
    if (name === undefined) {
      faults.report(row, () => `CHROM is number ${contig}, and the header numbers ${this.contigs.length} contigs from 0 on.`)
      this.builder.appendNull()
      return
    }
    const text = new TextEncoder().encode(name)
    const code = this.builder.dictionary.encode(text, 0, text.length)
    this.codes[contig] = code
    this.builder.appendCode(code)
  }
}
