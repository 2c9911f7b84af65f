/** Finds where a BGZF block begins, from anywhere in the file: so that it can be cut into pieces without an index. */
import { QueryError } from '../../common/errors.ts'
import type { ByteSource } from '../byte-source.ts'
import { readBlockHeader } from '../inflate/block-header.ts'
import type { ReadMeter } from '../read-meter.ts'

const MAX_BLOCK_BYTES = 65_536 // BSIZE is a uint16
const HEADER_BYTES = 18 // with BC as the only subfield, as every known writer has it

/** Bytes in which a block surely begins. */
export const WINDOW_BYTES = MAX_BLOCK_BYTES + HEADER_BYTES
const MAGIC = [0x1f, 0x8b, 8, 4]
const PROVING_BLOCKS = 4 // that must follow a header with other subfields

export interface BlockSearch {
  readonly source: ByteSource
  /** Byte offset to search from. */
  readonly near: number
  /** The WINDOW_BYTES from there on (fewer at the end of the file), if they are at hand. */
  readonly window?: Uint8Array
  readonly meter?: ReadMeter
  readonly signal?: AbortSignal
}

export interface FoundBlock {
  /** The end of the file if no block begins there any more. */
  readonly address: number
  readonly window: Uint8Array
}

/**
 * The first block boundary at or after a byte offset. The usual header is eighty known bits, which no compressed data shows by chance. A
 * piece ends with the check that its chain of blocks meets the block that the next piece finds, so that a wrong answer is an error and never
 * a lost line.
 */
export async function findBgzfBlock(search: BlockSearch): Promise<FoundBlock> {
  const { source, near, signal } = search
  const options = signal ? { signal } : {}
  const window = search.window ?? (await source.read(near, WINDOW_BYTES, options))
  if (search.meter && !search.window) search.meter.bytesRead += window.length
  const last = Math.min(window.length, MAX_BLOCK_BYTES)
  for (let at = window.indexOf(0x1f); at >= 0 && at < last; at = window.indexOf(0x1f, at + 1)) {
    // Every 256th byte is 0x1f: no reads for those.
    if (!matches(window, at, MAGIC)) continue
    if (isUsualHeader(window, at) || (await isChain(source, near + at, options))) return { address: near + at, window }
  }
  if (window.length < WINDOW_BYTES) return { address: near + window.length, window }
  const message = `${source.location}: no BGZF block begins in the 64 KiB after byte ${near}: the file is broken there.`
  throw new QueryError('FORMAT', message, { location: source.location, byteOffset: near }, { reason: 'compression' })
}

/** As far as the file goes: a header cut by the end of the file counts, so that reading it tells the fault. */
function isUsualHeader(bytes: Uint8Array, at: number): boolean {
  return matches(bytes, at, MAGIC) && matches(bytes, at + 10, [6, 0, 0x42, 0x43, 2, 0])
}

function matches(bytes: Uint8Array, at: number, wanted: readonly number[]): boolean {
  return wanted.every((byte, i) => at + i >= bytes.length || bytes[at + i] === byte)
}

/** Whether a block with other subfields begins here: others must follow it. */
async function isChain(source: ByteSource, first: number, options: { readonly signal?: AbortSignal }): Promise<boolean> {
  let address = first
  for (let i = 0; i < PROVING_BLOCKS; i++) {
    const magic = await source.read(address, 4, options)
    if (magic.length === 0) return i > 0
    if (!matches(magic, 0, MAGIC)) return false
    const header = readBlockHeader(await source.read(address, WINDOW_BYTES, options), 0)
    if (typeof header !== 'object') return false
    address += header.blockBytes
  }
  return true
}
