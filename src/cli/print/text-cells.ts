/** Write columns of booleans and text, of types that are rare in results, and nested values as one quoted text. */
import type { Column } from '../../columnar/column.ts'
import type { DataType } from '../../columnar/data-type.ts'
import { scalarAt } from '../../columnar/scalar-at.ts'
import { scalarText } from '../../columnar/scalar-text.ts'
import type { CellWriter } from './cell-writer.ts'
import type { TextEscape } from './escape-text.ts'
import { OutputBuffer } from './output-buffer.ts'

export class BooleanCell implements CellWriter {
  #bits: Uint8Array = new Uint8Array(0)

  bind(column: Column): void {
    this.#bits = column.values as Uint8Array // boolean columns hold bits
  }

  write(row: number, out: OutputBuffer): void {
    out.ascii((((this.#bits[row >> 3] as number) >> (row & 7)) & 1) === 1 ? 'true' : 'false') // a bit for every row
  }
}

export class Utf8Cell implements CellWriter {
  readonly #escapeText: TextEscape
  #bytes = new Uint8Array(0)
  #offsets = new Int32Array(1)

  constructor(escapeText: TextEscape) {
    this.#escapeText = escapeText
  }

  bind(column: Column): void {
    this.#bytes = column.values as Uint8Array<ArrayBuffer> // utf8 columns hold bytes
    this.#offsets = column.offsets as Int32Array<ArrayBuffer> // and offsets
  }

  write(row: number, out: OutputBuffer): void {
    this.#escapeText(this.#bytes, this.#offsets[row] as number, this.#offsets[row + 1] as number, out) // length + 1 offsets
  }
}

/** Types that are rare in results: through a string. */
export class OtherCell implements CellWriter {
  readonly #type: DataType
  readonly #escapeText: TextEscape
  #column: Column | undefined

  constructor(type: DataType, escapeText: TextEscape) {
    this.#type = type
    this.#escapeText = escapeText
  }

  bind(column: Column): void {
    this.#column = column
  }

  write(row: number, out: OutputBuffer): void {
    if (!this.#column) return
    const text = new TextEncoder().encode(scalarText(this.#type, scalarAt(this.#column, row) ?? 'NULL'))
    this.#escapeText(text, 0, text.length, out)
  }
}

export class EscapedCell implements CellWriter {
  readonly #inner: CellWriter
  readonly #escapeText: TextEscape
  readonly #scratch: OutputBuffer

  constructor(inner: CellWriter, escapeText: TextEscape) {
    this.#inner = inner
    this.#escapeText = escapeText
    this.#scratch = new OutputBuffer()
  }

  bind(column: Column): void {
    this.#inner.bind(column)
  }

  write(row: number, out: OutputBuffer): void {
    this.#scratch.length = 0
    this.#inner.write(row, this.#scratch)
    this.#escapeText(this.#scratch.bytes, 0, this.#scratch.length, out)
  }
}
