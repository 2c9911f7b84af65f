/** CSV and TSV by RFC 4180, with \n line ends: a header, NULL as nothing, the empty string as "". */
import type { Batch } from '../../columnar/batch.ts'
import type { Schema } from '../../columnar/schema.ts'
import type { CellWriter } from './cell-writer.ts'
import { createCellWriter } from './create-cell-writer.ts'
import { delimitedText } from './escape-text.ts'
import type { OutputBuffer } from './output-buffer.ts'
import type { ResultPrinter } from './result-printer.ts'

const NEWLINE = 10

export class DelimitedPrinter implements ResultPrinter {
  readonly #out: OutputBuffer
  readonly #style: 'csv' | 'tsv'
  readonly #delimiter: number
  #cells: readonly CellWriter[] = []

  constructor(out: OutputBuffer, style: 'csv' | 'tsv') {
    this.#out = out
    this.#style = style
    this.#delimiter = style === 'csv' ? 44 : 9
  }

  begin(schema: Schema): void {
    this.#cells = schema.fields.map(field => createCellWriter(field.type, this.#style))
    const writeName = delimitedText(this.#delimiter)
    schema.fields.forEach((field, index) => {
      if (index > 0) this.#out.byte(this.#delimiter)
      const name = new TextEncoder().encode(field.name)
      writeName(name, 0, name.length, this.#out)
    })
    this.#out.byte(NEWLINE)
  }

  print(batch: Batch): void {
    const cells = this.#cells
    batch.columns.forEach((column, index) => {
      cells[index]?.bind(column)
    })
    writeRows(cells, batch.numRows, this.#delimiter, this.#out)
  }

  end(): void {}
}

function writeRows(cells: readonly CellWriter[], numRows: number, delimiter: number, out: OutputBuffer): void {
  const last = cells.length - 1
  for (let row = 0; row < numRows; row++) {
    for (let i = 0; i < last; i++) {
      ;(cells[i] as CellWriter).write(row, out) // i < cells.length
      out.byte(delimiter)
    }
    cells[last]?.write(row, out)
    out.byte(NEWLINE)
  }
}
