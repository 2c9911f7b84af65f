/** One value a line, `name = value`, with a blank line between rows. */
import type { Batch } from '../../columnar/batch.ts'
import type { Schema } from '../../columnar/schema.ts'
import { oneLine } from './one-line.ts'
import type { OutputBuffer } from './output-buffer.ts'
import type { ResultPrinter } from './result-printer.ts'
import { textRows } from './text-rows.ts'
import { padText, textWidth } from './text-width.ts'

export class LinePrinter implements ResultPrinter {
  readonly keeps = 'batches'
  readonly #out: OutputBuffer
  #names: readonly string[] = []
  #rows = 0

  constructor(out: OutputBuffer) {
    this.#out = out
  }

  begin(schema: Schema): void {
    const names = schema.fields.map(field => oneLine(field.name))
    const width = Math.max(0, ...names.map(textWidth))
    this.#names = names.map(name => padText(name, width, 'left'))
  }

  print(batch: Batch): void {
    for (const row of textRows(batch)) {
      if (this.#rows++ > 0) this.#out.byte(10)
      row.forEach((cell, index) => {
        this.#out.text(`${this.#names[index]} = ${oneLine(cell)}\n`)
      })
    }
  }

  end(): void {}
}
