/** Writes list columns: the items between brackets. */
import type { Column } from '../../columnar/column.ts'
import type { CellWriter } from './cell-writer.ts'
import type { OutputBuffer } from './output-buffer.ts'

export class ListCell implements CellWriter {
  readonly #item: CellWriter
  readonly #separator: string
  #offsets: Int32Array = new Int32Array(1)

  constructor(item: CellWriter, separator: string) {
    this.#item = item
    this.#separator = separator
  }

  bind(column: Column): void {
    this.#offsets = column.offsets as Int32Array // list columns have offsets
    const child = column.children?.[0]
    if (child) this.#item.bind(child)
  }

  write(row: number, out: OutputBuffer): void {
    const start = this.#offsets[row] as number // length + 1 offsets
    const end = this.#offsets[row + 1] as number
    out.ascii('[')
    for (let i = start; i < end; i++) {
      if (i > start) out.ascii(this.#separator)
      this.#item.write(i, out)
    }
    out.ascii(']')
  }
}
