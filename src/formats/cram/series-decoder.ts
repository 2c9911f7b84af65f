/** Readers of data series: numbers, bytes and arrays of bytes by their encodings (CRAM §13). */
import type { BitCursor } from './bit-cursor.ts'
import type { ByteCursor } from './byte-cursor.ts'
import { CramFault } from './cram-fault.ts'
import type { Encoding } from './encoding.ts'
import type { GrowingBytes } from './growing-bytes.ts'
import { HuffmanCode } from './huffman-code.ts'
import type { SliceStreams } from './slice-streams.ts'

export interface NumberDecoder {
  read(): number
}

export interface ByteDecoder extends NumberDecoder {
  readMany(out: Uint8Array, at: number, count: number): void
}

export interface ArrayDecoder {
  /** Appends one value; gives its length. */
  read(out: GrowingBytes): number
}

/** From here on a view costs less than a loop. */
const LONG = 48

export function createNumberDecoder(series: string, encoding: Encoding, streams: SliceStreams): NumberDecoder {
  if (encoding.kind === 'external') return new ExternalNumbers(streams.external(encoding.block))
  return createBitDecoder(series, encoding, streams)
}

export function createByteDecoder(series: string, encoding: Encoding, streams: SliceStreams): ByteDecoder {
  if (encoding.kind === 'external') return new ExternalBytes(streams.external(encoding.block))
  return new BytesOfNumbers(createBitDecoder(series, encoding, streams))
}

export function createArrayDecoder(series: string, encoding: Encoding, streams: SliceStreams): ArrayDecoder {
  if (encoding.kind === 'array-stop') return new StoppedArrays(streams.external(encoding.block), encoding.stop)
  if (encoding.kind === 'array-length') {
    return new CountedArrays(
      series,
      createNumberDecoder(series, encoding.lengths, streams),
      createByteDecoder(series, encoding.values, streams),
    )
  }
  throw new CramFault(`the data series ${series} of byte arrays has the encoding ${encoding.kind}`)
}

function createBitDecoder(series: string, encoding: Encoding, { core }: SliceStreams): NumberDecoder {
  switch (encoding.kind) {
    case 'huffman': {
      const code = new HuffmanCode(encoding.alphabet, encoding.lengths)
      const { constant } = code
      return constant === undefined ? { read: () => code.read(core) } : { read: () => constant }
    }
    case 'beta':
      return { read: () => core.bits(encoding.bits) - encoding.offset }
    case 'gamma':
      return { read: () => readGamma(core) - encoding.offset }
    case 'subexponential':
      return { read: () => readSubexponential(core, encoding.k) - encoding.offset }
    case 'golomb':
      return { read: () => readGolomb(core, encoding.divisor) - encoding.offset }
    case 'golomb-rice':
      return { read: () => core.unary(1) * 2 ** encoding.bits + core.bits(encoding.bits) - encoding.offset }
    default:
      throw new CramFault(`the data series ${series} has the encoding ${encoding.kind}`)
  }
}

function readGamma(core: BitCursor): number {
  const more = core.unary(0)
  return 2 ** more + core.bits(more)
}

function readSubexponential(core: BitCursor, k: number): number {
  const prefix = core.unary(1)
  return prefix === 0 ? core.bits(k) : 2 ** (prefix + k - 1) + core.bits(prefix + k - 1)
}

/** The rest is truncated binary. */
function readGolomb(core: BitCursor, divisor: number): number {
  const quotient = core.unary(1)
  const bits = Math.ceil(Math.log2(divisor))
  if (bits === 0) return quotient
  const short = 2 ** bits - divisor
  let rest = core.bits(bits - 1)
  if (rest >= short) rest = rest * 2 + core.bit() - short
  return quotient * divisor + rest
}

class ExternalNumbers implements NumberDecoder {
  private readonly cursor: ByteCursor

  constructor(cursor: ByteCursor) {
    this.cursor = cursor
  }

  read(): number {
    return this.cursor.itf8()
  }
}

class ExternalBytes implements ByteDecoder {
  private readonly cursor: ByteCursor

  constructor(cursor: ByteCursor) {
    this.cursor = cursor
  }

  read(): number {
    return this.cursor.byte()
  }

  readMany(out: Uint8Array, at: number, count: number): void {
    const { cursor } = this
    if (count < 0 || count > cursor.left) throw cursor.tooShort()
    const { bytes } = cursor
    const from = cursor.at
    if (count >= LONG) out.set(bytes.subarray(from, from + count), at)
    else for (let i = 0; i < count; i++) out[at + i] = bytes[from + i]! // in range: checked above
    cursor.at = from + count
  }
}

class BytesOfNumbers implements ByteDecoder {
  private readonly numbers: NumberDecoder

  constructor(numbers: NumberDecoder) {
    this.numbers = numbers
  }

  read(): number {
    return this.numbers.read() & 255
  }

  readMany(out: Uint8Array, at: number, count: number): void {
    for (let i = 0; i < count; i++) out[at + i] = this.numbers.read()
  }
}

class StoppedArrays implements ArrayDecoder {
  private readonly cursor: ByteCursor
  private readonly stop: number

  constructor(cursor: ByteCursor, stop: number) {
    this.cursor = cursor
    this.stop = stop
  }

  read(out: GrowingBytes): number {
    const { cursor, stop } = this
    const { bytes, at: from, end } = cursor
    let at = from
    while (at < end && bytes[at] !== stop) at++
    if (at === end) throw cursor.tooShort()
    const length = at - from
    const target = out.reserve(length)
    for (let i = 0, to = out.used; i < length; i++) target[to + i] = bytes[from + i]! // in range: before the stop
    out.used += length
    cursor.at = at + 1
    return length
  }
}

class CountedArrays implements ArrayDecoder {
  private readonly series: string
  private readonly lengths: NumberDecoder
  private readonly values: ByteDecoder

  constructor(series: string, lengths: NumberDecoder, values: ByteDecoder) {
    this.series = series
    this.lengths = lengths
    this.values = values
  }

  read(out: GrowingBytes): number {
    const length = this.lengths.read()
    if (length < 0) throw new CramFault(`a value of the data series ${this.series} has ${length} bytes`)
    this.values.readMany(out.reserve(length), out.used, length)
    out.used += length
    return length
  }
}
