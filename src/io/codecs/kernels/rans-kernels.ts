/** The inner loops of rANS in WebAssembly. Tables are read by the script; data that are out of the ordinary are left to it, which tells what is wrong. */
import { compileWasm } from '../../compile-wasm.ts'
import type { CompressedInput } from '../compressed-input.ts'
import { ransWasm } from './rans-wasm.ts'

interface RansExports {
  readonly memory: WebAssembly.Memory
  reserve(inputBytes: number, outputBytes: number): number
  contextsPtr(): number
  slotsPtr(): number
  inputPtr(): number
  outputPtr(): number
  consumed(): number
  order0x8(from: number, length: number, size: number): number
  order1x8(from: number, length: number, size: number): number
  order0x16(from: number, length: number, size: number, states: number): number
  order1x16(from: number, length: number, size: number, states: number, bits: number): number
}

/** Slots of all contexts, and of one for those that the data do not announce. */
const SLOT_COUNT = 257 << 12
const CONTEXTS = 256
/** The memory stays with the thread: larger blocks, which no writer makes, are left to the script. */
const MOST_BYTES = 32 << 20

let loading: Promise<RansKernels | undefined> | undefined

/** One for a thread: a block is decoded without a pause. Undefined where the engine has no WebAssembly with SIMD. */
export function loadRansKernels(): Promise<RansKernels | undefined> {
  loading ??= create()
  return loading
}

async function create(): Promise<RansKernels | undefined> {
  const module = await compileWasm(ransWasm)
  if (module === undefined) return undefined
  // The exports of assembly/rans/index.ts; a test holds the two together.
  const wasm = (await WebAssembly.instantiate(module)).exports as unknown as RansExports
  return wasm.reserve(0, 0) ? new RansKernels(wasm) : undefined
}

export class RansKernels {
  readonly #wasm: RansExports
  #memory: Uint8Array
  #slots: Uint32Array
  #contexts: Int32Array

  constructor(wasm: RansExports) {
    this.#wasm = wasm
    this.#memory = new Uint8Array(wasm.memory.buffer)
    this.#slots = new Uint32Array(wasm.memory.buffer, wasm.slotsPtr(), SLOT_COUNT)
    this.#contexts = new Int32Array(wasm.memory.buffer, wasm.contextsPtr(), CONTEXTS)
  }

  /** Where the script writes the slots of the next data, of at most so many bytes. Not cleared. Undefined: too large. */
  slotsFor(inputBytes: number, outputBytes: number): Uint32Array | undefined {
    if (inputBytes > MOST_BYTES || outputBytes > MOST_BYTES || !this.#wasm.reserve(inputBytes, outputBytes)) return undefined
    const { buffer } = this.#wasm.memory
    if (this.#memory.buffer !== buffer) {
      this.#memory = new Uint8Array(buffer)
      this.#slots = new Uint32Array(buffer, this.#wasm.slotsPtr(), SLOT_COUNT)
      this.#contexts = new Int32Array(buffer, this.#wasm.contextsPtr(), CONTEXTS)
    }
    return this.#slots
  }

  // Each decodes `size` symbols from the states and bytes that `input` stands before. Undefined: refused.

  order0x8(input: CompressedInput, size: number): Uint8Array | undefined {
    this.#feed(input)
    return this.#wasm.order0x8(0, input.left, size) ? this.#output(size) : undefined
  }

  /** `contexts`: where the slots of each begin. */
  order1x8(input: CompressedInput, size: number, contexts: Int32Array): Uint8Array | undefined {
    this.#feed(input)
    this.#contexts.set(contexts)
    return this.#wasm.order1x8(0, input.left, size) ? this.#output(size) : undefined
  }

  /** `input` stands behind the data afterwards. */
  order0x16(input: CompressedInput, size: number, states: number): Uint8Array | undefined {
    this.#feed(input)
    if (!this.#wasm.order0x16(0, input.left, size, states)) return undefined
    input.at += this.#wasm.consumed()
    return this.#output(size)
  }

  order1x16(
    input: CompressedInput,
    size: number,
    table: { readonly states: number; readonly bits: number; readonly contexts: Int32Array },
  ): Uint8Array | undefined {
    this.#feed(input)
    this.#contexts.set(table.contexts)
    return this.#wasm.order1x16(0, input.left, size, table.states, table.bits) ? this.#output(size) : undefined
  }

  #feed({ bytes, at, end }: CompressedInput): void {
    this.#memory.set(bytes.subarray(at, end), this.#wasm.inputPtr())
  }

  #output(size: number): Uint8Array {
    const from = this.#wasm.outputPtr()
    return this.#memory.slice(from, from + size)
  }
}
