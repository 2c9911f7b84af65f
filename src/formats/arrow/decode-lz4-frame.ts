/** LZ4 frames (LZ4 frame format 1.6), as compressed Arrow files hold them: blocks may refer to the blocks before them. Checksums are not checked. */

const MAGIC = 0x184d2204
const MINIMUM_MATCH = 4
/** Bits of the flags byte. */
const HAS_CONTENT_SIZE = 8
const HAS_DICTIONARY = 1
const HAS_BLOCK_CHECKSUMS = 16

/** Throws a RangeError where the frame is broken. */
export function decodeLz4Frame(frame: Uint8Array): Uint8Array {
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength)
  if (view.getUint32(0, true) !== MAGIC) throw new RangeError('it is no LZ4 frame')
  const flags = view.getUint8(4)
  const output = new Output((flags & HAS_CONTENT_SIZE) !== 0 ? Number(view.getBigUint64(6, true)) : frame.length * 3)
  // Magic, flags, block descriptor, perhaps sizes, header checksum.
  let at = 4 + 2 + ((flags & HAS_CONTENT_SIZE) !== 0 ? 8 : 0) + ((flags & HAS_DICTIONARY) !== 0 ? 4 : 0) + 1
  for (;;) {
    const word = view.getUint32(at, true)
    at += 4
    if (word === 0) return output.bytes.subarray(0, output.length)
    const size = word & 0x7fffffff
    if (at + size > frame.length) throw new RangeError('a block of an LZ4 frame ends behind it')
    const block = frame.subarray(at, at + size)
    // The upper bit says that the block is not compressed.
    if (word >>> 31 === 1) output.append(block, 0, size)
    else decodeBlock(block, output)
    at += size + ((flags & HAS_BLOCK_CHECKSUMS) !== 0 ? 4 : 0)
  }
}

/** Grows as needed: what a frame says of its size is only a hint. */
class Output {
  bytes: Uint8Array
  length = 0

  constructor(hint: number) {
    this.bytes = new Uint8Array(Math.min(Math.max(hint, 64), 1 << 26))
  }

  append(source: Uint8Array, from: number, count: number): void {
    this.reserve(count)
    this.bytes.set(source.subarray(from, from + count), this.length)
    this.length += count
  }

  /** The last `count` bytes from `distance` back, which may overlap what they become. */
  repeat(distance: number, count: number): void {
    if (distance === 0 || distance > this.length) throw new RangeError('an LZ4 block refers to bytes before its beginning')
    this.reserve(count)
    const { bytes, length } = this
    if (distance >= count) bytes.copyWithin(length, length - distance, length - distance + count)
    else for (let i = 0; i < count; i++) bytes[length + i] = bytes[length - distance + i]! // room was made, and distance lies inside
    this.length = length + count
  }

  private reserve(count: number): void {
    if (this.length + count <= this.bytes.length) return
    const larger = new Uint8Array(Math.max(this.length + count, this.bytes.length * 2))
    larger.set(this.bytes.subarray(0, this.length))
    this.bytes = larger
  }
}

function decodeBlock(block: Uint8Array, output: Output): void {
  const end = block.length
  let at = 0
  const longLength = (start: number): number => {
    if (start < 15) return start
    let length = start
    for (;;) {
      const byte = block[at++]
      if (byte === undefined) throw new RangeError('an LZ4 block ends inside a length')
      length += byte
      if (byte < 255) return length
    }
  }
  while (at < end) {
    const token = block[at++]! // below the end
    const literals = longLength(token >> 4)
    if (at + literals > end) throw new RangeError('an LZ4 block ends inside its literals')
    output.append(block, at, literals)
    at += literals
    // The last sequence has literals only.
    if (at === end) return
    if (at + 2 > end) throw new RangeError('an LZ4 block ends inside an offset')
    const distance = block[at]! | (block[at + 1]! << 8) // two bytes are there
    at += 2
    output.repeat(distance, longLength(token & 15) + MINIMUM_MATCH)
  }
}
