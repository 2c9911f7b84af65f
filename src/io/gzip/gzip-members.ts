/** Inflates gzip, one member after another, as a stream of bounded memory: header, data, CRC32 and size of every member are checked. */
import { QueryError } from '../../common/errors.ts'
import type { ByteSource } from '../byte-source.ts'
import type { CodecRegistry } from '../codec.ts'
import type { MemberInflater } from '../member-inflater.ts'
import { PieceReader } from '../piece-reader.ts'
import type { ReadMeter } from '../read-meter.ts'

// Deflate expands at most 1032 times, so that one step makes at most 33 MB whatever the data says.
const STEP_BYTES = 1 << 15
const FOOTER_BYTES = 8

export interface GzipRequest {
  readonly source: ByteSource
  readonly codecs: CodecRegistry
  readonly meter?: ReadMeter
  readonly signal?: AbortSignal
}

export class GzipMembers {
  readonly #request: GzipRequest
  readonly #pieces: PieceReader
  #piece: Uint8Array = new Uint8Array(0)
  #at = 0 // in the piece
  #pieceOffset = 0 // of the piece's first byte in the file
  #member: MemberInflater | undefined
  #memberOffset = 0
  #crc = 0
  #size = 0 // modulo 2^32, as the footer has it

  constructor(request: GzipRequest) {
    this.#request = request
    this.#pieces = new PieceReader({ ...request, start: 0 })
  }

  /** Some more text, perhaps empty; undefined at the end of the file. */
  async next(): Promise<readonly Uint8Array[] | undefined> {
    if (!this.#member && !(await this.#openMember())) return undefined
    if (!(await this.#fetch())) throw this.#fault('the file ends inside the compressed data: it is truncated')
    const input = this.#piece.subarray(this.#at, this.#at + STEP_BYTES)
    const { chunks, used, done } = await this.#inflate(input)
    for (const chunk of chunks) {
      this.#crc = this.#request.codecs.crc32(chunk, this.#crc)
      this.#size = (this.#size + chunk.length) >>> 0
    }
    this.#at += used
    if (done) await this.#closeMember()
    return chunks
  }

  async close(): Promise<void> {
    this.#member?.close()
    this.#member = undefined
    await this.#pieces.close()
  }

  get #offset(): number {
    return this.#pieceOffset + this.#at
  }

  async #inflate(input: Uint8Array): ReturnType<MemberInflater['inflate']> {
    if (!this.#member) throw new QueryError('INTERNAL', 'No gzip member is open.')
    try {
      return await this.#member.inflate(input)
    } catch (error) {
      throw this.#fault(
        `invalid deflate data in the ${input.length} bytes from here: ${error instanceof Error ? error.message : error}`,
        error,
      )
    }
  }

  /** Makes sure that a byte is at hand; false at the end of the file. */
  async #fetch(): Promise<boolean> {
    while (this.#at === this.#piece.length) {
      const piece = await this.#pieces.next()
      if (!piece) return false
      this.#pieceOffset += this.#piece.length
      this.#piece = piece
      this.#at = 0
    }
    return true
  }

  async #byte(): Promise<number> {
    if (!(await this.#fetch())) throw this.#fault('the file ends inside the header or footer of a gzip member: it is truncated')
    // In range: #fetch made sure.
    return this.#piece[this.#at++]!
  }

  async #number(bytes: number): Promise<number> {
    let value = 0
    for (let i = 0; i < bytes; i++) value += (await this.#byte()) * 2 ** (8 * i)
    return value
  }

  /** Reads a member's header (RFC 1952 §2.3); false at the end of the file, zero padding included. */
  async #openMember(): Promise<boolean> {
    const isFirst = this.#offset === 0
    if (!(await this.#fetch())) return false
    if (!isFirst && this.#piece[this.#at] === 0) return this.#skipPadding()
    this.#memberOffset = this.#offset
    if ((await this.#byte()) !== 0x1f || (await this.#byte()) !== 0x8b) {
      throw this.#fault(
        isFirst ? 'not gzip data' : 'bytes behind the last gzip member that are no gzip data',
        undefined,
        this.#memberOffset,
      )
    }
    const method = await this.#byte()
    if (method !== 8) throw this.#fault(`unknown compression method ${method}; gzip has only 8, deflate`)
    const flags = await this.#byte()
    if (flags & 0xe0) throw this.#fault('reserved flags are set in the gzip header')
    await this.#number(6) // MTIME, XFL, OS
    if (flags & 4) await this.#skip(await this.#number(2)) // FEXTRA
    if (flags & 8) await this.#skipName() // FNAME
    if (flags & 16) await this.#skipName() // FCOMMENT
    if (flags & 2) await this.#number(2) // FHCRC
    this.#member = this.#request.codecs.createMemberInflater()
    this.#crc = 0
    this.#size = 0
    return true
  }

  async #closeMember(): Promise<void> {
    this.#member?.close()
    this.#member = undefined
    const footer = this.#offset
    const crc = await this.#number(4)
    const size = await this.#number(FOOTER_BYTES - 4)
    if (crc !== this.#crc) throw this.#fault('wrong CRC32', undefined, footer)
    if (size !== this.#size) throw this.#fault(`the footer says ${size} bytes (modulo 2^32), but ${this.#size} came`, undefined, footer)
  }

  /** gzip(1) accepts zeros behind the last member (tapes were padded so), and nothing behind them. */
  async #skipPadding(): Promise<false> {
    while (await this.#fetch()) {
      if (this.#piece[this.#at] !== 0) throw this.#fault('bytes behind the last gzip member that are no gzip data')
      this.#at++
    }
    return false
  }

  async #skip(bytes: number): Promise<void> {
    for (let i = 0; i < bytes; i++) await this.#byte()
  }

  async #skipName(): Promise<void> {
    while ((await this.#byte()) !== 0);
  }

  #fault(fault: string, cause?: unknown, byteOffset = this.#offset): QueryError {
    const location = this.#request.source.location
    const member = this.#memberOffset > 0 ? ` (member at byte ${this.#memberOffset})` : ''
    const message = `${location}: broken gzip data at byte ${byteOffset}${member}: ${fault}.`
    return new QueryError('FORMAT', message, { location, byteOffset }, { cause, reason: 'compression' })
  }
}
