/** CSV and TSV by RFC 4180, with \n line ends: a header, NULL as nothing, the empty string as "". */
import type { Batch } from '../../columnar/batch.ts'
import type { Schema } from '../../columnar/schema.ts'
import { delimitedText, delimiterOf } from './escape-text.ts'
import type { OutputBuffer } from './output-buffer.ts'
import type { ResultPrinter } from './result-printer.ts'
import type { PrintKernels } from './rows/print-kernels.ts'
import { RowPrinter } from './rows/row-printer.ts'

const NEWLINE = 10

export class DelimitedPrinter implements ResultPrinter {
  readonly keeps = 'nothing'
  readonly #out: OutputBuffer
  readonly #delimiter: number
  readonly #rows: RowPrinter

  constructor(out: OutputBuffer, style: 'csv' | 'tsv', kernels: PrintKernels) {
    this.#out = out
    this.#delimiter = delimiterOf(style)
    this.#rows = new RowPrinter(kernels, style)
  }

  begin(schema: Schema): void {
    const writeName = delimitedText(this.#delimiter)
    schema.fields.forEach((field, index) => {
      if (index > 0) this.#out.byte(this.#delimiter)
      const name = new TextEncoder().encode(field.name)
      writeName(name, 0, name.length, this.#out)
    })
    this.#out.byte(NEWLINE)
  }

  print(batch: Batch): void {
    this.#rows.print(batch, this.#out)
  }

  end(): void {}
}
