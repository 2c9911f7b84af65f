/** The loops over text columns in WebAssembly. Small enough to be compiled while somebody waits. */
import { decodeBase64 } from '../../common/decode-base64.ts'
import { textWasm } from './text-wasm.ts'

/** The exports of assembly/text/index.ts. */
interface TextExports {
  readonly memory: WebAssembly.Memory
  firstFree(): number
  grow(bytes: number): number
  removeLetter(from: number, ends: number, rows: number, letter: number, to: number): number
}

/** What the loops write behind a text. */
const SLACK_BYTES = 64
/** Larger columns are left to the script: the memory stays with the thread. */
const MOST_BYTES = 64 << 20

let made: TextKernels | undefined
let isTried = false

/** One for a thread; undefined where the engine has no WebAssembly with SIMD. */
export function textKernels(): TextKernels | undefined {
  if (!isTried) made = create()
  isTried = true
  return made
}

function create(): TextKernels | undefined {
  if (typeof WebAssembly !== 'object') return undefined
  const bytes = decodeBase64(textWasm)
  if (!WebAssembly.validate(bytes)) return undefined
  // A test holds the exports and the interface together.
  return new TextKernels(new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports as unknown as TextExports)
}

export class TextKernels {
  readonly #wasm: TextExports

  constructor(wasm: TextExports) {
    this.#wasm = wasm
  }

  /** The texts between `offsets` without a letter, which is no letter of a longer UTF-8 sequence; undefined where there is no memory for them. */
  removeLetter(
    bytes: Uint8Array,
    offsets: Int32Array,
    letter: number,
  ): { readonly values: Uint8Array; readonly offsets: Int32Array } | undefined {
    const rows = offsets.length - 1
    const start = offsets[0]! // an offset more than rows
    const length = offsets[rows]! - start
    const ends = this.#wasm.firstFree()
    const from = (ends + rows * 4 + SLACK_BYTES) & ~15
    const to = (from + length + SLACK_BYTES) & ~15
    if (to + length > MOST_BYTES || this.#wasm.grow(to + length + SLACK_BYTES) === 0) return undefined
    const memory = new Uint8Array(this.#wasm.memory.buffer)
    memory.set(bytes.subarray(start, start + length), from)
    const words = new Int32Array(memory.buffer, ends, rows)
    for (let row = 0; row < rows; row++) words[row] = offsets[row + 1]! - start
    const left = this.#wasm.removeLetter(from, ends, rows, letter, to)
    const shorter = new Int32Array(rows + 1)
    shorter.set(words, 1)
    return { values: memory.slice(to, to + left), offsets: shorter }
  }
}
