/** bzip2: streams of blocks, each sorted by Burrows and Wheeler's transform, moved to front, and coded by Huffman. */
import { CodecFault } from './codec-fault.ts'

const MAGIC = 0x425a68 // 'BZh'
const BLOCK = [0x314159, 0x265359] as const
const END = [0x177245, 0x385090] as const
const LEVEL_BYTES = 100_000
const GROUP = 50
const LONGEST = 20
const RUN_A = 0
const RUN_B = 1
const CRC_POLYNOMIAL = 0x04c11db7

/** `size`: what the data must inflate to. */
export function decodeBzip2(bytes: Uint8Array, size: number): Uint8Array {
  const bits = new BitReader(bytes)
  const out = new Output(size)
  do decodeStream(bits, out)
  while (bits.alignToStream())
  if (out.used !== size) throw new CodecFault(`bzip2 data inflates to ${out.used} bytes, not ${size}`)
  return out.bytes
}

class BitReader {
  private readonly bytes: Uint8Array
  private at = 0
  private held = 0
  private heldBits = 0

  constructor(bytes: Uint8Array) {
    this.bytes = bytes
  }

  /** Up to 24 bits, the highest first. */
  read(count: number): number {
    while (this.heldBits < count) {
      if (this.at >= this.bytes.length) throw new CodecFault('the bzip2 data ends too early')
      this.held = ((this.held << 8) | this.bytes[this.at++]!) >>> 0 // in range: checked above
      this.heldBits += 8
    }
    this.heldBits -= count
    const value = (this.held >>> this.heldBits) & (2 ** count - 1)
    this.held &= 2 ** this.heldBits - 1
    return value
  }

  uint32(): number {
    return this.read(16) * 65_536 + this.read(16)
  }

  /** Goes to the next byte; whether another stream may follow. */
  alignToStream(): boolean {
    this.heldBits -= this.heldBits % 8
    return this.bytes.length - this.at + this.heldBits / 8 >= 4
  }
}

const CRC = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte << 24
  for (let bit = 0; bit < 8; bit++) crc = crc & 0x80000000 ? (crc << 1) ^ CRC_POLYNOMIAL : crc << 1
  return crc
})

class Output {
  readonly bytes: Uint8Array
  used = 0
  crc = 0xffffffff

  constructor(size: number) {
    this.bytes = new Uint8Array(size)
  }

  append(byte: number, count: number): void {
    if (this.used + count > this.bytes.length) throw new CodecFault(`bzip2 data inflates to more than ${this.bytes.length} bytes`)
    for (let i = 0; i < count; i++) {
      this.bytes[this.used++] = byte
      this.crc = ((this.crc << 8) ^ CRC[(this.crc >>> 24) ^ byte]!) >>> 0 // a byte
    }
  }
}

function decodeStream(bits: BitReader, out: Output): void {
  if (bits.read(24) !== MAGIC) throw new CodecFault('it is no bzip2 data')
  const level = bits.read(8) - 48
  if (level < 1 || level > 9) throw new CodecFault(`bzip2 data has the level ${level}`)
  let combined = 0
  for (;;) {
    const first = bits.read(24)
    const second = bits.read(24)
    const crc = bits.uint32()
    if (first === END[0] && second === END[1]) {
      if (crc !== combined) throw new CodecFault('wrong CRC of a bzip2 stream')
      return
    }
    if (first !== BLOCK[0] || second !== BLOCK[1]) throw new CodecFault('no bzip2 block begins where one should')
    out.crc = 0xffffffff
    decodeBlock(bits, level * LEVEL_BYTES, out)
    if (~out.crc >>> 0 !== crc) throw new CodecFault('wrong CRC of a bzip2 block')
    combined = (((combined << 1) | (combined >>> 31)) ^ crc) >>> 0
  }
}

function decodeBlock(bits: BitReader, most: number, out: Output): void {
  if (bits.read(1) !== 0) throw new CodecFault('bzip2 blocks in random order are not supported')
  const origin = bits.read(24)
  const symbols = readSymbols(bits)
  const selectors = readSelectors(bits)
  const tables = Array.from({ length: selectors.tableCount }, () => readTable(bits, symbols.length + 2))
  const sorted = readSorted(bits, { symbols, selectors: selectors.list, tables, most })
  if (sorted.count > 0 && origin >= sorted.count) throw new CodecFault('a bzip2 block begins behind its end')
  writeUnsorted(sorted, origin, out)
}

function readSymbols(bits: BitReader): Uint8Array {
  const groups = bits.read(16)
  const symbols: number[] = []
  for (let group = 0; group < 16; group++) {
    if (!((groups >>> (15 - group)) & 1)) continue
    const used = bits.read(16)
    for (let i = 0; i < 16; i++) if ((used >>> (15 - i)) & 1) symbols.push(group * 16 + i)
  }
  if (symbols.length === 0) throw new CodecFault('a bzip2 block has no symbols')
  return Uint8Array.from(symbols)
}

function readSelectors(bits: BitReader): { readonly tableCount: number; readonly list: Uint8Array } {
  const tableCount = bits.read(3)
  if (tableCount < 2 || tableCount > 6) throw new CodecFault(`a bzip2 block has ${tableCount} tables`)
  const count = bits.read(15)
  if (count < 1) throw new CodecFault('a bzip2 block selects no table')
  const list = new Uint8Array(count)
  const order = Array.from({ length: tableCount }, (_, table) => table)
  for (let i = 0; i < count; i++) {
    let at = 0
    while (bits.read(1) === 1) if (++at >= tableCount) throw new CodecFault('a bzip2 block selects a table that it does not have')
    const [table = 0] = order.splice(at, 1)
    order.unshift(table)
    list[i] = table
  }
  return { tableCount, list }
}

/** A canonical code: by length, the last code and what to add to find its symbol. */
interface Table {
  readonly limits: Int32Array
  readonly offsets: Int32Array
  readonly symbols: Uint16Array
}

function readTable(bits: BitReader, count: number): Table {
  const lengths = new Uint8Array(count)
  let length = bits.read(5)
  for (let symbol = 0; symbol < count; symbol++) {
    for (;;) {
      if (length < 1 || length > LONGEST) throw new CodecFault('a bzip2 block has an impossible code')
      if (bits.read(1) === 0) break
      length += bits.read(1) === 0 ? 1 : -1
    }
    lengths[symbol] = length
  }
  const limits = new Int32Array(LONGEST + 2).fill(-1)
  const offsets = new Int32Array(LONGEST + 2)
  const symbols = new Uint16Array(count)
  let code = 0
  let at = 0
  for (let bit = 1; bit <= LONGEST; bit++) {
    const first = code
    offsets[bit] = at - code
    for (let symbol = 0; symbol < count; symbol++) {
      if (lengths[symbol] !== bit) continue
      symbols[at++] = symbol
      code++
    }
    limits[bit] = code > first ? code - 1 : -1
    if (code > 2 ** bit) throw new CodecFault('a bzip2 block has more codes than fit')
    code <<= 1
  }
  return { limits, offsets, symbols }
}

function readSymbol(bits: BitReader, { limits, offsets, symbols }: Table): number {
  let code = 0
  for (let length = 1; length <= LONGEST; length++) {
    code = (code << 1) | bits.read(1)
    const limit = limits[length]! // one a length
    if (limit >= 0 && code <= limit) {
      const symbol = symbols[code + offsets[length]!]
      if (symbol !== undefined) return symbol
    }
  }
  throw new CodecFault('bits of a bzip2 block are no code')
}

interface Sorted {
  readonly bytes: Uint8Array
  readonly count: number
}

function readSorted(
  bits: BitReader,
  block: { readonly symbols: Uint8Array; readonly selectors: Uint8Array; readonly tables: readonly Table[]; readonly most: number },
): Sorted {
  const { selectors, tables, most } = block
  const front = Array.from(block.symbols)
  const endOfBlock = front.length + 1
  const bytes = new Uint8Array(most)
  let count = 0
  let run = 0
  let runBit = 1
  for (let i = 0; ; i++) {
    const selector = selectors[Math.floor(i / GROUP)]
    const table = selector === undefined ? undefined : tables[selector]
    if (table === undefined) throw new CodecFault('a bzip2 block has more symbols than it says')
    const symbol = readSymbol(bits, table)
    if (symbol === RUN_A || symbol === RUN_B) {
      run += runBit * (symbol + 1)
      runBit *= 2
      if (run > most) throw new CodecFault('a run of a bzip2 block is too long')
      continue
    }
    if (run > 0) {
      if (count + run > most) throw new CodecFault('a bzip2 block is longer than its level allows')
      bytes.fill(front[0] ?? 0, count, count + run)
      count += run
      run = 0
    }
    runBit = 1
    if (symbol === endOfBlock) return { bytes, count }
    if (count >= most) throw new CodecFault('a bzip2 block is longer than its level allows')
    const [value = 0] = front.splice(symbol - 1, 1)
    front.unshift(value)
    bytes[count++] = value
  }
}

/** Undoes the sorting, and the runs of four and more equal bytes that were shortened before it. */
function writeUnsorted({ bytes, count }: Sorted, origin: number, out: Output): void {
  if (count === 0) return
  const starts = new Int32Array(257)
  // In range below: bytes, and places below the count.
  for (let i = 0; i < count; i++) starts[bytes[i]! + 1]!++
  for (let i = 0; i < 256; i++) starts[i + 1]! += starts[i]!
  const next = new Int32Array(count)
  for (let i = 0; i < count; i++) next[starts[bytes[i]!]!++] = i
  let at = next[origin]!
  let last = -1
  let same = 0
  for (let i = 0; i < count; i++) {
    const byte = bytes[at]!
    at = next[at]!
    if (same === 4) {
      out.append(last, byte)
      same = 0
      last = -1
      continue
    }
    same = byte === last ? same + 1 : 1
    last = byte
    out.append(byte, 1)
  }
}
