/**
 * The loops over fields of lines in WebAssembly: lines are copied in once, and then each column is made of all of them in one go. What they refuse,
 * a line that is out of the ordinary among them, is left to the columns' own loops, which tell what is wrong.
 */
import { instantiateRecordExports, type RecordExports, type TextBlock, type WordBlock } from '../bam/kernels/record-kernels.ts'
import type { TextRows } from '../text/text-rows.ts'

/** So few lines are not worth a call. */
const FEW_ROWS = 16
const REFUSED = -1

let loading: Promise<LineKernels | undefined> | undefined

/** One for all readers of a thread: columns are built without a pause. Undefined where the engine has no WebAssembly with SIMD. */
export function loadLineKernels(): Promise<LineKernels | undefined> {
  loading ??= instantiateRecordExports().then(wasm => wasm && new LineKernels(wasm))
  return loading
}

export class LineKernels {
  readonly #wasm: RecordExports
  readonly #input: Uint8Array
  readonly #output: Uint8Array
  readonly #starts: Int32Array
  readonly #offsets: Int32Array
  readonly #nulls: Int32Array
  readonly #positions: Int32Array
  #count = 0 // of the lines at hand

  constructor(wasm: RecordExports) {
    const { buffer } = wasm.memory
    const rows = wasm.mostRows()
    this.#wasm = wasm
    this.#input = new Uint8Array(buffer, wasm.inputPtr(), wasm.inputBytes())
    this.#output = new Uint8Array(buffer, wasm.outputPtr())
    this.#starts = new Int32Array(buffer, wasm.startsPtr(), rows)
    this.#offsets = new Int32Array(buffer, wasm.offsetsPtr(), rows + 1)
    this.#nulls = new Int32Array(buffer, wasm.nullsPtr(), rows)
    this.#positions = new Int32Array(buffer, wasm.slotsPtr(), wasm.slotBytes() / 4)
  }

  /** From now on the columns are made of these rows, if they are lines that follow each other. */
  load({ block, bytes, positions, firstLine, starts, ends, count }: TextRows): void {
    const { stride } = block
    this.#count = 0
    if (firstLine < 0 || count < FEW_ROWS || count > this.#starts.length || count * stride > this.#positions.length) return
    const first = starts[0]! // there are some rows
    const end = ends[count - 1]!
    if (end - first > this.#input.length) return
    this.#input.set(bytes.subarray(first, end))
    this.#starts.set(starts.subarray(0, count))
    this.#positions.set(positions.subarray(firstLine * stride, (firstLine + count) * stride))
    this.#wasm.useLines(first, stride)
    this.#count = count
  }

  // Of the lines loaded last. `base`: bytes of the column before them. Undefined: refused, or none are loaded.

  texts(field: number, base: number): TextBlock | undefined {
    return this.#text(count => this.#wasm.lineTexts(count, field, base))
  }

  qualities(base: number): TextBlock | undefined {
    return this.#text(count => this.#wasm.lineQualities(count, base))
  }

  cigars(base: number): TextBlock | undefined {
    return this.#text(count => this.#wasm.lineCigars(count, base))
  }

  /** Of 32 bits, within a range. */
  numbers(field: number, { least, most }: { readonly least: number; readonly most: number }): WordBlock | undefined {
    return this.#words(count => this.#wasm.lineNumbers(count, field, least, most))
  }

  /** With `shift` added; 0 is NULL. */
  positions(field: number, shift: number): WordBlock | undefined {
    return this.#words(count => this.#wasm.linePositions(count, field, shift))
  }

  /** Exclusive, 0-based. */
  ends(): WordBlock | undefined {
    return this.#words(count => this.#wasm.lineEnds(count))
  }

  /** Whether all optional fields have their form; false, too, if no lines are loaded. */
  areTags(): boolean {
    return this.#count > 0 && this.#wasm.areTags(this.#count) !== 0
  }

  #text(make: (count: number) => number): TextBlock | undefined {
    const count = this.#count
    const size = count === 0 ? REFUSED : make(count)
    if (size === REFUSED) return undefined
    return {
      bytes: this.#output.subarray(0, size),
      offsets: this.#offsets.subarray(0, count + 1),
      nulls: this.#nulls.subarray(0, this.#wasm.nullCount()),
      isAscii: this.#wasm.isAscii() !== 0,
    }
  }

  #words(make: (count: number) => number): WordBlock | undefined {
    const count = this.#count
    if (count === 0 || !make(count)) return undefined
    return { values: this.#offsets.subarray(0, count), nulls: this.#nulls.subarray(0, this.#wasm.nullCount()) }
  }
}
