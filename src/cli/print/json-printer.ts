/** JSON: one array of objects, or one object a line. 64-bit integers are written with all their digits; NaN and Infinity as strings. */
import type { Batch } from '../../columnar/batch.ts'
import type { Schema } from '../../columnar/schema.ts'
import type { CellWriter } from './cell-writer.ts'
import { createCellWriter } from './create-cell-writer.ts'
import type { OutputBuffer } from './output-buffer.ts'
import type { ResultPrinter } from './result-printer.ts'

const CLOSE = 125

export class JsonPrinter implements ResultPrinter {
  readonly keeps = 'batches'
  readonly #out: OutputBuffer
  readonly #shape: 'array' | 'lines'
  #cells: readonly { readonly label: Uint8Array; readonly writer: CellWriter }[] = []
  #rows = 0

  constructor(out: OutputBuffer, shape: 'array' | 'lines') {
    this.#out = out
    this.#shape = shape
  }

  begin(schema: Schema): void {
    this.#cells = schema.fields.map((field, index) => ({
      label: new TextEncoder().encode(`${index === 0 ? '{' : ','}${JSON.stringify(field.name)}:`),
      writer: createCellWriter(field.type, 'json'),
    }))
    if (this.#shape === 'array') this.#out.ascii('[')
  }

  print(batch: Batch): void {
    batch.columns.forEach((column, index) => {
      this.#cells[index]?.writer.bind(column)
    })
    for (let row = 0; row < batch.numRows; row++) {
      if (this.#rows++ > 0) this.#out.ascii(this.#shape === 'array' ? ',\n' : '\n')
      if (this.#cells.length === 0) this.#out.ascii('{')
      for (const { label, writer } of this.#cells) {
        this.#out.append(label)
        writer.write(row, this.#out)
      }
      this.#out.byte(CLOSE)
    }
  }

  end(): void {
    if (this.#shape === 'array') this.#out.ascii(']\n')
    else if (this.#rows > 0) this.#out.ascii('\n')
  }
}
