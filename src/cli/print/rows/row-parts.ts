/** Lays columns out as the parts of a row for the print kernels. */
import type { Column } from '../../../columnar/column.ts'
import type { CellWriter } from '../cell-writer.ts'
import { createCellWriter } from '../create-cell-writer.ts'
import { OutputBuffer } from '../output-buffer.ts'
import { writeFloat } from '../write-number.ts'
import { EntryTexts } from './entry-texts.ts'
import { NUMBER_BYTES, OUT_SLACK, PART, PART_KIND } from './print-kernels.ts'
import type { Piece, PrintMemory } from './print-memory.ts'

/** The longest float64: '-0.0000012345678901234567'. */
const FLOAT_BYTES = 25

/** What a part of the row is, beside where its values lie. */
export interface PartWords {
  readonly kind: (typeof PART_KIND)[keyof typeof PART_KIND]
  readonly values: number
  readonly validity?: number
  readonly starts?: number
  readonly lengths?: number
  readonly text?: number
  readonly none?: number
  /** The longest text that it can give. */
  readonly longest: number
}

/** One column at one place of the row; its memory is used again for the next batch. */
export class ColumnPart {
  readonly #memory: PrintMemory
  readonly #style: 'csv' | 'tsv'
  readonly #values: Piece
  readonly #validity: Piece
  readonly #text: Piece
  #entries: EntryTexts | undefined
  /** Texts made for the rows of a batch: the text, its starts, its lengths. */
  #entryMemory: readonly [Piece, Piece, Piece] | undefined
  #cell: { readonly kind: string; readonly writer: CellWriter; readonly out: OutputBuffer } | undefined

  constructor(memory: PrintMemory, style: 'csv' | 'tsv') {
    this.#memory = memory
    this.#style = style
    this.#values = memory.allocate(0)
    this.#validity = memory.allocate(0)
    this.#text = memory.allocate(0)
  }

  /** `identity`: the address of the numbers 0, 1, 2 … */
  bind(column: Column, identity: () => number): PartWords {
    const { type, values, length } = column
    switch (type.kind) {
      case 'int32':
      case 'uint32':
        return this.#numbers(column, new Int32Array(values.buffer, values.byteOffset, length), PART_KIND[type.kind])
      case 'int8':
      case 'int16':
      case 'uint8':
      case 'uint16':
        return this.#numbers(column, Int32Array.from(values as Int16Array).subarray(0, length), PART_KIND.int32) // small numbers
      case 'int64':
        return this.#numbers(column, new Int32Array(values.buffer, values.byteOffset, length * 2), PART_KIND.int64)
      case 'dictionary':
        return this.#codes(column)
      case 'float64':
        return this.#floats(column, identity)
      case 'utf8':
        return this.#texts(column)
      default:
        return this.#cells(column, identity)
    }
  }

  #numbers(column: Column, words: Int32Array, kind: PartWords['kind']): PartWords {
    this.#memory.store(this.#values, words)
    return { kind, values: this.#values.at, ...this.#validityOf(column), longest: NUMBER_BYTES }
  }

  #codes(column: Column): PartWords {
    const { values, dictionary, length } = column
    this.#entries ??= new EntryTexts(this.#memory, this.#style)
    const entries = this.#entries
    if (dictionary) entries.use(dictionary)
    this.#memory.store(this.#values, new Int32Array(values.buffer, values.byteOffset, length))
    return { kind: PART_KIND.entry, values: this.#values.at, ...this.#validityOf(column), ...entries.words() }
  }

  #texts(column: Column): PartWords {
    const { length } = column
    const memory = this.#memory
    const offsets = (column.offsets as Int32Array).subarray(0, length + 1) // text columns have one more than rows
    const first = offsets[0] ?? 0
    const bytes = (column.values as Uint8Array).subarray(first, offsets[length]) // and bytes
    memory.ensure(this.#text, bytes.length + OUT_SLACK)
    memory.store(this.#text, bytes)
    memory.store(this.#values, first === 0 ? offsets : offsets.map(offset => offset - first))
    return {
      kind: PART_KIND.text,
      values: this.#values.at,
      ...this.#validityOf(column),
      text: this.#text.at,
      longest: 2 * memory.kernels.longestText(this.#values.at, length) + 2,
    }
  }

  #floats(column: Column, identity: () => number): PartWords {
    const memory = this.#memory
    const { length } = column
    const values = (column.values as Float64Array).subarray(0, length) // by its type
    memory.store(this.#values, values)
    const [text, starts, lengths] = this.#entryPieces(length, length * FLOAT_BYTES)
    const write = (from: number) => memory.kernels.writeFloats(this.#values.at, from, length, text.at, starts.at, lengths.at)
    const { words, bytes } = memory
    const out = new OutputBuffer()
    for (let row = write(0); row < length; row = write(row + 1)) {
      out.length = 0
      writeFloat(values[row]!, 'double', out)
      const start = (starts.at >>> 2) + row
      const size = (lengths.at >>> 2) + row
      words[start] = row === 0 ? 0 : words[start - 1]! + words[size - 1]! // where the text before it ends
      words[size] = out.length
      bytes.set(out.bytes.subarray(0, out.length), text.at + words[start])
    }
    const texts = { starts: starts.at, lengths: lengths.at, text: text.at, longest: FLOAT_BYTES }
    return { kind: PART_KIND.entry, values: identity(), ...this.#validityOf(column), ...texts }
  }

  /** Room for the texts of some rows, and for where each begins and how long it is. */
  #entryPieces(rows: number, textBytes: number): readonly [Piece, Piece, Piece] {
    const memory = this.#memory
    this.#entryMemory ??= [memory.allocate(0), memory.allocate(0), memory.allocate(0)]
    const [text, starts, lengths] = this.#entryMemory
    memory.ensure(text, textBytes + OUT_SLACK)
    memory.ensure(starts, rows * 4)
    memory.ensure(lengths, rows * 4)
    return this.#entryMemory
  }

  /** Everything else is written value by value first. */
  #cells(column: Column, identity: () => number): PartWords {
    const memory = this.#memory
    const known = this.#cell?.kind === column.type.kind ? this.#cell : undefined
    const cell = known ?? { kind: column.type.kind, writer: createCellWriter(column.type, this.#style), out: new OutputBuffer() }
    this.#cell = cell
    const { writer, out } = cell
    writer.bind(column)
    out.length = 0
    const offsets = new Int32Array(column.length + 1)
    const lengths = new Int32Array(column.length)
    let longest = 0
    for (let row = 0; row < column.length; row++) {
      writer.write(row, out)
      offsets[row + 1] = out.length
      lengths[row] = out.length - offsets[row]! // row < length
      longest = Math.max(longest, lengths[row]!)
    }
    memory.ensure(this.#text, out.length + OUT_SLACK)
    memory.store(this.#text, out.bytes.subarray(0, out.length))
    memory.store(this.#values, offsets)
    memory.store(this.#validity, lengths)
    const values = identity()
    return { kind: PART_KIND.entry, values, starts: this.#values.at, lengths: this.#validity.at, text: this.#text.at, longest }
  }

  #validityOf(column: Column): { readonly validity?: number } {
    if (column.nullCount === 0 || !column.validity) return {}
    this.#memory.store(this.#validity, column.validity.subarray(0, (column.length + 7) >>> 3))
    return { validity: this.#validity.at }
  }
}

/** Writes the words of part `index` at `at`. */
export function storePart(words: Int32Array, at: number, part: PartWords): void {
  words[at + PART.kind] = part.kind
  words[at + PART.values] = part.values
  words[at + PART.validity] = part.validity ?? 0
  words[at + PART.starts] = part.starts ?? 0
  words[at + PART.lengths] = part.lengths ?? 0
  words[at + PART.text] = part.text ?? 0
  words[at + PART.none] = part.none ?? 0
}
