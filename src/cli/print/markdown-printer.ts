/** A Markdown table; `|` and line ends inside values are escaped. */
import type { Batch } from '../../columnar/batch.ts'
import type { Schema } from '../../columnar/schema.ts'
import { oneLine } from './one-line.ts'
import type { OutputBuffer } from './output-buffer.ts'
import type { ResultPrinter } from './result-printer.ts'
import { textRows } from './text-rows.ts'

export class MarkdownPrinter implements ResultPrinter {
  readonly keeps = 'batches'
  readonly #out: OutputBuffer

  constructor(out: OutputBuffer) {
    this.#out = out
  }

  begin(schema: Schema): void {
    this.#line(schema.fields.map(field => field.name))
    this.#line(schema.fields.map(field => (/int|float|decimal/.test(field.type.kind) ? '---:' : '---')))
  }

  print(batch: Batch): void {
    for (const row of textRows(batch)) this.#line(row)
  }

  end(): void {}

  #line(cells: readonly string[]): void {
    this.#out.text(`| ${cells.map(cell => oneLine(cell).replaceAll('|', '\\|')).join(' | ')} |\n`)
  }
}
