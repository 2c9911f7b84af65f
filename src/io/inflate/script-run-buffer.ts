/** A run buffer in plain arrays, with an inflater of the platform (node:zlib, pako): the twin of the WebAssembly one, and its fallback. */
import { QueryError } from '../../common/errors.ts'
import type { BlockFault, InflatedBlocks, LineTable, RunBuffer } from '../run-buffer.ts'
import { BLOCK_FAULTS, FAULT } from './block-faults.ts'
import { readBlockHeader } from './block-header.ts'
import { BLOCK_SLOTS, INPUT_BYTES, LINE_POSITIONS } from './run-buffer-sizes.ts'

const FOOTER_BYTES = 8
const MAX_BLOCK_TEXT = 65_536
const NUMBERS_PER_BLOCK = 4
const FIRST_TEXT_BYTES = 1 << 20
const TAB = 9
const NEWLINE = 10

export interface ScriptInflater {
  /**
   * Inflates raw deflate data of `size` bytes. May stop soon after `size` bytes; throws a plain Error on broken data. `used`: how much of
   * the input the data took.
   */
  inflateRaw(bytes: Uint8Array, size: number): { readonly text: Uint8Array; readonly used: number }
  crc32(bytes: Uint8Array): number
}

export class ScriptRunBuffer implements RunBuffer {
  readonly #inflater: ScriptInflater
  readonly #input = new Uint8Array(INPUT_BYTES)
  readonly #blocks = new Uint32Array(BLOCK_SLOTS * NUMBERS_PER_BLOCK)
  readonly #positions = new Int32Array(LINE_POSITIONS)
  #text = new Uint8Array(FIRST_TEXT_BYTES)
  #inputStart = 0
  #inputEnd = 0
  #textStart = 0
  #textEnd = 0

  constructor(inflater: ScriptInflater) {
    this.#inflater = inflater
  }

  get length(): number {
    return this.#textEnd - this.#textStart
  }

  get capacity(): number {
    return this.#text.length
  }

  get unread(): number {
    return this.#inputEnd - this.#inputStart
  }

  bytes(): Uint8Array {
    return this.#text.subarray(this.#textStart, this.#textEnd)
  }

  append(bytes: Uint8Array): void {
    this.#makeRoom(this.length + bytes.length)
    this.#text.set(bytes, this.#textEnd)
    this.#textEnd += bytes.length
  }

  drop(count: number): void {
    this.#textStart += count
    if (this.#textStart === this.#textEnd) this.#textStart = this.#textEnd = 0
  }

  feed(compressed: Uint8Array): void {
    if (this.#inputEnd + compressed.length > INPUT_BYTES) {
      this.#input.copyWithin(0, this.#inputStart, this.#inputEnd)
      this.#inputEnd -= this.#inputStart
      this.#inputStart = 0
    }
    if (this.#inputEnd + compressed.length > INPUT_BYTES) {
      throw new QueryError('INTERNAL', `${compressed.length} compressed bytes do not fit the input of ${INPUT_BYTES} bytes.`)
    }
    this.#input.set(compressed, this.#inputEnd)
    this.#inputEnd += compressed.length
  }

  inflate(textLimit: number): InflatedBlocks {
    this.#makeRoom(textLimit)
    const start = this.#inputStart
    let count = 0
    let stop: InflatedBlocks['stop'] = 'input'
    while (this.#inputStart < this.#inputEnd) {
      const result = count === BLOCK_SLOTS ? 'output' : this.#inflateBlock(count, start, textLimit)
      if (typeof result !== 'number') {
        stop = result
        break
      }
      this.#inputStart += result
      count++
    }
    const consumed = this.#inputStart - start
    if (this.#inputStart === this.#inputEnd) this.#inputStart = this.#inputEnd = 0
    return { count, table: this.#blocks.subarray(0, count * NUMBERS_PER_BLOCK), consumed, stop }
  }

  /** The size of the block at the input's start, now inflated; or why it was not. */
  #inflateBlock(slot: number, inputBase: number, textLimit: number): number | InflatedBlocks['stop'] {
    const at = this.#inputStart
    const header = readBlockHeader(this.#input.subarray(0, this.#inputEnd), at)
    if (typeof header === 'number') return fault(header)
    if (header === 'incomplete' || at + header.blockBytes > this.#inputEnd) return 'input'
    const end = at + header.blockBytes - FOOTER_BYTES
    const footer = new DataView(this.#input.buffer, end, FOOTER_BYTES)
    const crc = footer.getUint32(0, true)
    const size = footer.getUint32(4, true)
    if (size > MAX_BLOCK_TEXT) return fault(FAULT.sizeLimit)
    if (this.length + size > textLimit) return 'output'
    const problem = this.#inflateText(this.#input.subarray(at + header.headerBytes, end), size, crc)
    if (problem) return problem
    this.#blocks.set([at - inputBase, this.length, size, crc], slot * NUMBERS_PER_BLOCK)
    this.#textEnd += size
    return header.blockBytes
  }

  #inflateText(deflated: Uint8Array, size: number, crc: number): BlockFault | undefined {
    let inflated: { readonly text: Uint8Array; readonly used: number }
    try {
      inflated = this.#inflater.inflateRaw(deflated, size)
    } catch (error) {
      // One named case: the platform's inflater says why the data is broken.
      return { fault: `invalid deflate data: ${error instanceof Error ? error.message : String(error)}` }
    }
    if (inflated.text.length !== size) return fault(inflated.text.length > size ? FAULT.overrun : FAULT.short)
    if (inflated.used !== deflated.length) return fault(FAULT.trailing)
    if (this.#inflater.crc32(inflated.text) !== crc) return fault(FAULT.crc)
    this.#text.set(inflated.text, this.#textEnd)
    return undefined
  }

  indexLines(from: number, tabs: number): LineTable {
    const stride = tabs + 1
    const { count, end } = listLines({ bytes: this.bytes(), from, stride, positions: this.#positions })
    return { count, positions: this.#positions.subarray(0, count * stride), end }
  }

  countLines(from: number, to: number): number {
    const bytes = this.bytes()
    let count = 0
    for (let at = bytes.indexOf(NEWLINE, from); at >= 0 && at < to; at = bytes.indexOf(NEWLINE, at + 1)) count++
    return count
  }

  clear(): void {
    this.#inputStart = this.#inputEnd = this.#textStart = this.#textEnd = 0
  }

  #makeRoom(length: number): void {
    if (this.#textStart > 0) {
      this.#text.copyWithin(0, this.#textStart, this.#textEnd)
      this.#textEnd -= this.#textStart
      this.#textStart = 0
    }
    if (length <= this.#text.length) return
    const text = new Uint8Array(Math.max(length, 2 * this.#text.length))
    text.set(this.#text.subarray(0, this.#textEnd))
    this.#text = text
  }
}

interface Listing {
  readonly bytes: Uint8Array
  readonly from: number
  readonly stride: number
  readonly positions: Int32Array
}

/** Writes the first tabs and the newline of each line; missing tabs repeat the newline. */
function listLines({ bytes, from, stride, positions }: Listing): { readonly count: number; readonly end: number } {
  let entry = 0
  let at = from
  while (entry + stride <= positions.length) {
    const newline = bytes.indexOf(NEWLINE, at)
    if (newline < 0) break
    const last = entry + stride - 1
    for (; entry < last && at < newline; at++) if (bytes[at] === TAB) positions[entry++] = at
    while (entry <= last) positions[entry++] = newline
    at = newline + 1
  }
  return { count: entry / stride, end: at }
}

function fault(number: number): BlockFault {
  return { fault: BLOCK_FAULTS[number] ?? 'invalid block' }
}
