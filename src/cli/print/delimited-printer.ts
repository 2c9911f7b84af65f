/** CSV and TSV by RFC 4180, with \n line ends: a header, NULL as nothing, the empty string as "". */
import type { Batch } from '../../columnar/batch.ts'
import type { Dictionary } from '../../columnar/dictionary.ts'
import type { Schema } from '../../columnar/schema.ts'
import type { CellWriter } from './cell-writer.ts'
import { createCellWriter } from './create-cell-writer.ts'
import { delimitedText, type TextEscape } from './escape-text.ts'
import { OutputBuffer } from './output-buffer.ts'
import { type PrintedEntries, plainColumns, writePlainRows } from './plain-rows.ts'
import type { ResultPrinter } from './result-printer.ts'

const NEWLINE = 10

export class DelimitedPrinter implements ResultPrinter {
  readonly #out: OutputBuffer
  readonly #style: 'csv' | 'tsv'
  readonly #delimiter: number
  #cells: readonly CellWriter[] = []
  readonly #printed = new Map<number, { readonly dictionary: Dictionary | undefined; readonly entries: PrintedEntries }>()

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
    const plain = plainColumns(batch, place => this.#entriesOf(place, batch))
    if (plain) {
      writePlainRows(plain, { count: batch.numRows, delimiter: this.#delimiter }, this.#out)
      return
    }
    const cells = this.#cells
    batch.columns.forEach((column, index) => {
      cells[index]?.bind(column)
    })
    writeRows(cells, batch.numRows, this.#delimiter, this.#out)
  }

  end(): void {}

  /** Only of dictionary columns. Escaped once; an append-only dictionary is escaped again when it has grown. */
  #entriesOf(place: number, batch: Batch): PrintedEntries {
    const dictionary = batch.columns[place]?.dictionary
    const known = this.#printed.get(place)
    if (known && dictionary !== undefined && known.dictionary === dictionary && known.entries.offsets.length === dictionary.size + 1)
      return known.entries
    const entries = printEntries(dictionary, delimitedText(this.#delimiter))
    this.#printed.set(place, { dictionary, entries })
    return entries
  }
}

function printEntries(dictionary: Dictionary | undefined, escapeText: TextEscape): PrintedEntries {
  const out = new OutputBuffer()
  const size = dictionary?.size ?? 0
  const printed = new Int32Array(size + 1)
  const values = dictionary?.values()
  const bytes = values?.values as Uint8Array // a dictionary's values are text: bytes
  const offsets = values?.offsets as Int32Array // and size + 1 offsets
  for (let code = 0; code < size; code++) {
    escapeText(bytes, offsets[code] as number, offsets[code + 1] as number, out)
    printed[code + 1] = out.length
  }
  const words = new Uint32Array(size * 2)
  const wordBytes = new Uint8Array(words.buffer)
  for (let code = 0; code < size; code++) {
    const start = printed[code] as number // size + 1 offsets
    wordBytes.set(out.bytes.subarray(start, Math.min(start + 8, printed[code + 1] as number)), code * 8)
  }
  return { bytes: out.bytes.subarray(0, out.length), offsets: printed, words }
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
