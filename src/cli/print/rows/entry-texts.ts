/** The entries of a dictionary as they are printed, each escaped once. */
import type { Dictionary } from '../../../columnar/dictionary.ts'
import { delimitedText, delimiterOf } from '../escape-text.ts'
import { OutputBuffer } from '../output-buffer.ts'
import { OUT_SLACK } from './print-kernels.ts'
import type { Piece, PrintMemory } from './print-memory.ts'
import type { PartWords } from './row-parts.ts'

export class EntryTexts {
  readonly #memory: PrintMemory
  readonly #style: 'csv' | 'tsv'
  readonly #starts: Piece
  readonly #lengths: Piece
  readonly #text: Piece
  #dictionary: Dictionary | undefined
  #size = 0
  #textBytes = 0
  #longest = 0

  constructor(memory: PrintMemory, style: 'csv' | 'tsv') {
    this.#memory = memory
    this.#style = style
    this.#starts = memory.allocate(0)
    this.#lengths = memory.allocate(0)
    this.#text = memory.allocate(0)
  }

  /** A dictionary only grows. */
  use(dictionary: Dictionary): void {
    if (dictionary !== this.#dictionary) this.#size = this.#textBytes = this.#longest = 0
    this.#dictionary = dictionary
    if (dictionary.size > this.#size) this.#append(dictionary, this.#size)
  }

  words(): Pick<PartWords, 'starts' | 'lengths' | 'text' | 'longest'> {
    return { starts: this.#starts.at, lengths: this.#lengths.at, text: this.#text.at, longest: this.#longest }
  }

  #append(dictionary: Dictionary, first: number): void {
    const memory = this.#memory
    const { size } = dictionary
    const column = dictionary.values()
    const bytes = column.values as Uint8Array // a dictionary's values are text: bytes
    const offsets = column.offsets as Int32Array // and size + 1 offsets
    const writeEscaped = delimitedText(delimiterOf(this.#style))
    const out = new OutputBuffer()
    const starts = new Int32Array(size - first)
    const lengths = new Int32Array(size - first)
    for (let code = first; code < size; code++) {
      const began = out.length
      writeEscaped(bytes, offsets[code]!, offsets[code + 1]!, out)
      starts[code - first] = this.#textBytes + began
      lengths[code - first] = out.length - began
      this.#longest = Math.max(this.#longest, out.length - began)
    }
    memory.ensure(this.#starts, size * 4, first * 4)
    memory.ensure(this.#lengths, size * 4, first * 4)
    memory.ensure(this.#text, this.#textBytes + out.length + OUT_SLACK, this.#textBytes)
    memory.words.set(starts, (this.#starts.at >>> 2) + first)
    memory.words.set(lengths, (this.#lengths.at >>> 2) + first)
    memory.bytes.set(out.bytes.subarray(0, out.length), this.#text.at + this.#textBytes)
    this.#textBytes += out.length
    this.#size = size
  }
}
