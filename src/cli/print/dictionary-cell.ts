/** Writes dictionary columns: every entry is escaped once, then rows copy bytes. */
import type { Column } from '../../columnar/column.ts'
import type { Dictionary } from '../../columnar/dictionary.ts'
import type { CellWriter } from './cell-writer.ts'
import type { TextEscape } from './escape-text.ts'
import { OutputBuffer } from './output-buffer.ts'

export class DictionaryCell implements CellWriter {
  readonly #escapeText: TextEscape
  #codes: Int32Array = new Int32Array(0)
  #dictionary: Dictionary | undefined
  readonly #entries = new OutputBuffer()
  #offsets: number[] = [0]

  constructor(escapeText: TextEscape) {
    this.#escapeText = escapeText
  }

  bind(column: Column): void {
    this.#codes = column.values as Int32Array // dictionary columns hold codes
    const dictionary = column.dictionary
    if (dictionary !== this.#dictionary) {
      this.#dictionary = dictionary
      this.#entries.length = 0
      this.#offsets = [0]
    }
    if (dictionary && dictionary.size >= this.#offsets.length) this.#escapeNewEntries(dictionary.values())
  }

  write(row: number, out: OutputBuffer): void {
    const code = this.#codes[row] as number // a code for every row, an offset for every code
    out.range(this.#entries.bytes, this.#offsets[code] as number, this.#offsets[code + 1] as number)
  }

  #escapeNewEntries(values: Column): void {
    const bytes = values.values as Uint8Array // a dictionary's values are utf8: bytes
    const offsets = values.offsets as Int32Array // and offsets
    for (let code = this.#offsets.length - 1; code < values.length; code++) {
      this.#escapeText(bytes, offsets[code] as number, offsets[code + 1] as number, this.#entries) // length + 1 offsets
      this.#offsets.push(this.#entries.length)
    }
  }
}
