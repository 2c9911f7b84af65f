/** Makes BGZF for tests: any block sizes, and the lies a broken file tells. */
import zlib from 'node:zlib'
import { crc32 } from '../../src/io/inflate/crc32.ts'

export interface BlockLies {
  readonly crc?: number
  readonly size?: number
  readonly blockSize?: number
  readonly extraLength?: number
  /** Subfields before BC. */
  readonly before?: Uint8Array
  /** Zero bytes between the deflate data and the footer. */
  readonly padding?: number
  readonly level?: number
}

export function bgzfBlock(text: Uint8Array, lies: BlockLies = {}): Uint8Array {
  const deflated = zlib.deflateRawSync(text, { level: lies.level ?? 6 })
  const before = lies.before ?? new Uint8Array(0)
  const extraBytes = before.length + 6
  const block = new Uint8Array(12 + extraBytes + deflated.length + (lies.padding ?? 0) + 8)
  const view = new DataView(block.buffer)
  block.set([0x1f, 0x8b, 8, 4, 0, 0, 0, 0, 0, 0xff])
  view.setUint16(10, lies.extraLength ?? extraBytes, true)
  block.set(before, 12)
  block.set([0x42, 0x43, 2, 0], 12 + before.length)
  view.setUint16(16 + before.length, (lies.blockSize ?? block.length) - 1, true)
  block.set(deflated, 12 + extraBytes)
  view.setUint32(block.length - 8, lies.crc ?? crc32(text), true)
  view.setUint32(block.length - 4, lies.size ?? text.length, true)
  return block
}

export const BGZF_END = Uint8Array.from([31, 139, 8, 4, 0, 0, 0, 0, 0, 255, 6, 0, 66, 67, 2, 0, 27, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0])

/** The text in blocks of these sizes (repeated), each at most 65,280; with the end-of-file marker. */
export function bgzf(text: Uint8Array, sizes: readonly number[] = [65_280]): Uint8Array {
  const blocks: Uint8Array[] = []
  for (let at = 0, i = 0; at < text.length; i++) {
    const size = sizes[i % sizes.length] ?? 1
    blocks.push(bgzfBlock(text.subarray(at, at + size)))
    at += size
  }
  return join([...blocks, BGZF_END])
}

export function join(parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts))
}

/** Addresses of the blocks of a sound file, and its size at the end. */
export function blockAddresses(file: Uint8Array): number[] {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  const addresses = [0]
  for (let at = 0; at < file.length; ) {
    at += view.getUint16(at + 16, true) + 1
    addresses.push(at)
  }
  return addresses
}
