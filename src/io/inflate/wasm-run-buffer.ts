/** A run buffer in WebAssembly memory: inflates, finds lines and holds the text in one place, so that nothing is copied between. */
import { QueryError } from '../../common/errors.ts'
import type { InflatedBlocks, LineTable, RunBuffer } from '../run-buffer.ts'
import { BLOCK_FAULTS } from './block-faults.ts'
import type { InflateExports } from './inflate-module.ts'
import { BLOCK_SLOTS, INPUT_BYTES, LINE_POSITIONS } from './run-buffer-sizes.ts'
import { type NameOwners, WasmLineFields } from './wasm-line-fields.ts'

const STOP_INPUT = 1 // of assembly/inflate/index.ts; 0 is all input used
const STOP_ERROR = 4
const CHECK_CRC = 1
const NUMBERS_PER_BLOCK = 4
const NEWLINE = 10
const FIRST_TEXT_BYTES = 1 << 20
const MOST_TEXT_BYTES = 0xf000_0000 // WebAssembly addresses 4 GiB

export class WasmRunBuffer implements RunBuffer {
  readonly #wasm: InflateExports
  readonly #nameOwners: NameOwners = []
  #memory: Uint8Array
  #capacity = FIRST_TEXT_BYTES
  #input: number // addresses
  #text: number
  #inputStart = 0 // offsets
  #inputEnd = 0
  #textStart = 0
  #textEnd = 0

  constructor(wasm: InflateExports) {
    this.#wasm = wasm
    if (!wasm.reserve(INPUT_BYTES, FIRST_TEXT_BYTES, BLOCK_SLOTS, LINE_POSITIONS)) throw outOfMemory(FIRST_TEXT_BYTES)
    this.#input = wasm.inputPtr()
    this.#text = wasm.outputPtr()
    this.#memory = new Uint8Array(wasm.memory.buffer)
  }

  get length(): number {
    return this.#textEnd - this.#textStart
  }

  get memory(): WebAssembly.Memory {
    return this.#wasm.memory
  }

  /** Bytes of memory that stay with this buffer. */
  get capacity(): number {
    return this.#capacity
  }

  get unread(): number {
    return this.#inputEnd - this.#inputStart
  }

  bytes(): Uint8Array {
    return this.#memory.subarray(this.#text + this.#textStart, this.#text + this.#textEnd)
  }

  append(bytes: Uint8Array): void {
    this.#makeRoom(this.length + bytes.length)
    this.#memory.set(bytes, this.#text + this.#textEnd)
    this.#textEnd += bytes.length
  }

  drop(count: number): void {
    this.#textStart += count
    if (this.#textStart === this.#textEnd) this.#textStart = this.#textEnd = 0
  }

  feed(compressed: Uint8Array): void {
    if (this.#inputEnd + compressed.length > INPUT_BYTES) {
      this.#memory.copyWithin(this.#input, this.#input + this.#inputStart, this.#input + this.#inputEnd)
      this.#inputEnd -= this.#inputStart
      this.#inputStart = 0
    }
    if (this.#inputEnd + compressed.length > INPUT_BYTES) {
      throw new QueryError('INTERNAL', `${compressed.length} compressed bytes do not fit the input of ${INPUT_BYTES} bytes.`)
    }
    this.#memory.set(compressed, this.#input + this.#inputEnd)
    this.#inputEnd += compressed.length
  }

  inflate(textLimit: number): InflatedBlocks {
    this.#makeRoom(textLimit)
    const wasm = this.#wasm
    const start = this.#inputStart
    const count = wasm.inflateBatch(start, this.#inputEnd, this.#textEnd, this.#textStart + textLimit, CHECK_CRC)
    const table = new Uint32Array(wasm.memory.buffer, wasm.blocksPtr(), count * NUMBERS_PER_BLOCK)
    const stopped = wasm.stopReason()
    let stop: InflatedBlocks['stop'] = stopped <= STOP_INPUT ? 'input' : 'output'
    if (stopped === STOP_ERROR) stop = { fault: BLOCK_FAULTS[wasm.errorCode()] ?? 'invalid block' }
    const consumed = wasm.consumed()
    // To the caller, input offsets count from the first unread byte and positions from the first byte of text.
    for (let i = 0; i < count * NUMBERS_PER_BLOCK; i += NUMBERS_PER_BLOCK) {
      table[i] = table[i]! - start
      table[i + 1] = table[i + 1]! - this.#textStart
    }
    this.#textEnd = wasm.produced()
    this.#inputStart = consumed
    if (this.#inputStart === this.#inputEnd) this.#inputStart = this.#inputEnd = 0
    return { count, table, consumed: consumed - start, stop }
  }

  indexLines(from: number, tabs: number): LineTable {
    const wasm = this.#wasm
    const base = this.#text + this.#textStart
    const count = wasm.indexLines(base + from, base + this.length, base, tabs, wasm.linesPtr(), LINE_POSITIONS)
    const positions = new Int32Array(wasm.memory.buffer, wasm.linesPtr(), count * (tabs + 1))
    const fields = new WasmLineFields(wasm, { base, start: from, table: wasm.linesPtr(), stride: tabs + 1 }, this.#nameOwners)
    return { count, positions, end: wasm.linesEnd() - base, fields }
  }

  countLines(from: number, to: number): number {
    const base = this.#text + this.#textStart
    return this.#wasm.countByte(base + from, base + to, NEWLINE)
  }

  clear(): void {
    this.#inputStart = this.#inputEnd = this.#textStart = this.#textEnd = 0
  }

  /** Room for text of this length, what is there included. The text moves to the front. */
  #makeRoom(length: number): void {
    if (this.#textStart > 0) {
      this.#memory.copyWithin(this.#text, this.#text + this.#textStart, this.#text + this.#textEnd)
      this.#textEnd -= this.#textStart
      this.#textStart = 0
    }
    if (length <= this.#capacity) return
    const capacity = Math.max(length, Math.min(2 * this.#capacity, MOST_TEXT_BYTES))
    if (capacity > MOST_TEXT_BYTES || !this.#wasm.reserve(INPUT_BYTES, capacity, BLOCK_SLOTS, LINE_POSITIONS)) throw outOfMemory(length)
    this.#capacity = capacity
    this.#memory = new Uint8Array(this.#wasm.memory.buffer)
  }
}

function outOfMemory(bytes: number): QueryError {
  return new QueryError('RESOURCE', `No memory for a run of ${bytes} bytes of text.`)
}
