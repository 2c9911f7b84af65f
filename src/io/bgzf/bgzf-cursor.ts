/** Goes through a BGZF file block by block: inflates, checks every block, and knows the virtual offset of each byte at hand. */
import { QueryError } from '../../common/errors.ts'
import type { ByteSource } from '../byte-source.ts'
import type { CodecRegistry } from '../codec.ts'
import { type PieceHead, PieceReader } from '../piece-reader.ts'
import type { ReadMeter } from '../read-meter.ts'
import type { InflatedBlocks, RunBuffer } from '../run-buffer.ts'
import type { VirtualOffset } from '../virtual-offset.ts'
import { BlockList } from './block-list.ts'

const RUN_BYTES = 1 << 20 // of text a fill adds at most
const MAX_BLOCK_BYTES = 65_536 // of text, and of compressed data
const NUMBERS_PER_BLOCK = 4

export interface BgzfRequest {
  readonly source: ByteSource
  readonly codecs: CodecRegistry
  /** Address of the first block. */
  readonly start: number
  /** What lies before it: a file that ends at `start` behind blocks with text lacks its end-of-file marker. */
  readonly follows?: 'text'
  /** Nothing beyond is read ahead but the tail. The cursor itself goes on to the end of the file. */
  readonly end?: number
  readonly head?: PieceHead
  readonly tailBytes?: number
  /** Of text a fill adds at most; default 1 MiB. Less where the reader may stop early. */
  readonly runBytes?: number
  readonly meter?: ReadMeter
  readonly signal?: AbortSignal
  warn?(message: string): void
}

/** Where the first block at or after an address begins: seen once the blocks before it are inflated. */
export interface Border {
  readonly address: number
  position: number
}

export async function openBgzfCursor(request: BgzfRequest): Promise<BgzfCursor> {
  return new BgzfCursor(request, await request.codecs.acquireRunBuffer())
}

export class BgzfCursor {
  readonly buffer: RunBuffer
  readonly #request: BgzfRequest
  readonly #pieces: PieceReader
  readonly #blocks = new BlockList()
  #nextAddress: number // of the first block not inflated
  #needsInput = true
  #watched: number | undefined
  #border: Border | undefined
  #closed = false

  constructor(request: BgzfRequest, buffer: RunBuffer) {
    this.#request = request
    this.#pieces = new PieceReader({ ...request, memory: 'reused' }) // feed() copies
    this.#nextAddress = request.start
    this.buffer = buffer
  }

  get location(): string {
    return this.#request.source.location
  }

  /** Address of the first block that is not inflated. */
  get nextAddress(): number {
    return this.#nextAddress
  }

  /** The compressed bytes from the request's end on, once they were read as one piece. */
  get tail(): Uint8Array | undefined {
    return this.#pieces.tail
  }

  /** From now on `border` tells where the first block at or after this address begins. */
  watch(address: number): void {
    this.#watched = address
    this.#findBorder(undefined, 0)
  }

  get border(): Border | undefined {
    return this.#border
  }

  /** Appends at least one block; false at the end of the file. */
  async fill(): Promise<boolean> {
    for (;;) {
      if (this.#needsInput && !(await this.#feed())) return false
      const textBefore = this.buffer.length
      const blocks = this.buffer.inflate(textBefore + this.#runBytes())
      this.#needsInput = blocks.stop === 'input'
      this.#note(blocks)
      if (blocks.count > 0) return true
      if (typeof blocks.stop === 'object') throw this.#fault(blocks.stop.fault)
    }
  }

  drop(count: number): void {
    this.buffer.drop(count)
    this.#blocks.drop(count)
    if (this.#border) this.#border.position -= count
  }

  /** The virtual offset of a byte at hand; of the next block for the end of the text. */
  virtualOffset(position: number): VirtualOffset {
    return this.#blocks.at(position) ?? { block: this.#nextAddress, within: 0 }
  }

  /** Inflated size of a block whose end is at hand. */
  blockSize(address: number): number | undefined {
    return this.#blocks.sizeOf(address)
  }

  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    await this.#pieces.close()
    this.#request.codecs.releaseRunBuffer(this.buffer)
  }

  /** Fetches the next piece; false at a proper end of the file. */
  async #feed(): Promise<boolean> {
    const piece = await this.#pieces.next()
    if (piece) {
      this.buffer.feed(piece)
      return true
    }
    if (this.buffer.unread > 0)
      throw this.#fault(`the file ends inside this block, after ${this.buffer.unread} of its bytes: it is truncated`)
    const lastHasText = this.#blocks.lastSize === undefined ? this.#request.follows === 'text' : this.#blocks.lastSize > 0
    if (lastHasText) {
      this.#request.warn?.(`${this.location}: the BGZF end-of-file marker is missing; the file may be truncated.`)
    }
    return false
  }

  /** Behind the watched address only the end of a line or record is wanted: block by block. */
  #runBytes(): number {
    return this.#nextAddress + MAX_BLOCK_BYTES > (this.#watched ?? Number.POSITIVE_INFINITY)
      ? MAX_BLOCK_BYTES
      : (this.#request.runBytes ?? RUN_BYTES)
  }

  #note(blocks: InflatedBlocks): void {
    const { count, table } = blocks
    const base = this.#nextAddress
    // In range: the table holds four numbers a block.
    for (let i = 0; i < count * NUMBERS_PER_BLOCK; i += NUMBERS_PER_BLOCK) {
      const address = base + table[i]!
      this.#blocks.add(address, table[i + 1]!, table[i + 2]!)
      this.#findBorder(address, table[i + 1]!)
    }
    this.#nextAddress = base + blocks.consumed
    this.#findBorder(undefined, 0)
    if (this.#request.meter) this.#request.meter.blocksInflated += count
  }

  /** Undefined stands for the next block, which begins where the text ends. */
  #findBorder(address: number | undefined, position: number): void {
    if (this.#watched === undefined || this.#border) return
    if ((address ?? this.#nextAddress) < this.#watched) return
    this.#border = { address: address ?? this.#nextAddress, position: address === undefined ? this.buffer.length : position }
  }

  #fault(fault: string): QueryError {
    const at = { location: this.location, byteOffset: this.#nextAddress }
    return new QueryError('FORMAT', `${this.location}: broken BGZF block at byte ${this.#nextAddress}: ${fault}.`, at, {
      reason: 'compression',
    })
  }
}
