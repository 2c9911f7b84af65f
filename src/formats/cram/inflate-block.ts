/** The content of a block: its checksum is compared, and it is inflated. */
import { QueryError } from '../../common/errors.ts'
import type { CodecRegistry } from '../../io/codec.ts'
import { CodecFault } from '../../io/codecs/codec-fault.ts'
import { decodeRans4x8 } from '../../io/codecs/decode-rans-4x8.ts'
import { loadRansKernels } from '../../io/codecs/kernels/rans-kernels.ts'
import type { ReadMeter } from '../../io/read-meter.ts'
import { CramFault } from './cram-fault.ts'
import type { Block } from './read-block.ts'

export interface BlockCodecs {
  readonly codecs: CodecRegistry
  readonly meter: ReadMeter
}

type Inflate = (data: Uint8Array, rawSize: number, codecs: CodecRegistry) => Uint8Array | Promise<Uint8Array>

/** By number (CRAM §8); those that few files have are loaded on first use. */
const METHODS: readonly { readonly name: string; readonly inflate: Inflate }[] = [
  { name: 'raw', inflate: data => data },
  { name: 'gzip', inflate: (data, rawSize, codecs) => codecs.get('gzip').decompress(data, rawSize) },
  { name: 'bzip2', inflate: async (data, rawSize) => (await import('../../io/codecs/decode-bzip2.ts')).decodeBzip2(data, rawSize) },
  { name: 'lzma', inflate: async (data, rawSize) => (await import('../../io/codecs/decode-xz.ts')).decodeXz(data, rawSize) },
  { name: 'rANS 4x8', inflate: async (data, rawSize) => decodeRans4x8(data, rawSize, await loadRansKernels()) },
  {
    name: 'rANS Nx16',
    inflate: async (data, rawSize) =>
      (await import('../../io/codecs/decode-rans-nx16.ts')).decodeRansNx16(data, rawSize, await loadRansKernels()),
  },
  {
    name: 'arithmetic',
    inflate: async (data, rawSize) => (await import('../../io/codecs/decode-arithmetic.ts')).decodeArithmetic(data, rawSize),
  },
  { name: 'fqzcomp', inflate: async (data, rawSize) => (await import('../../io/codecs/decode-fqzcomp.ts')).decodeFqzcomp(data, rawSize) },
  {
    name: 'tok3',
    inflate: async (data, rawSize) => (await import('../../io/codecs/decode-tok3.ts')).decodeTok3(data, rawSize, await loadRansKernels()),
  },
]

export async function inflateBlock(block: Block, { codecs, meter }: BlockCodecs): Promise<Uint8Array> {
  const { check, method, contentId, rawSize } = block
  if (check !== undefined && codecs.crc32(check.bytes) !== check.crc32)
    throw new CramFault(`wrong CRC32 of the block with content ${contentId}`)
  const known = METHODS[method]
  if (known === undefined) throw new CramFault(`the block with content ${contentId} has the unknown compression method ${method}`)
  if (method === 0 || rawSize === 0) return block.data.subarray(0, rawSize)
  meter.blocksInflated++
  try {
    const inflated = await known.inflate(block.data, rawSize, codecs)
    if (inflated.length !== rawSize) throw new CodecFault(`it inflates to ${inflated.length} bytes, not ${rawSize}`)
    return inflated
  } catch (error) {
    if (error instanceof QueryError && error.code !== 'FORMAT') throw error
    const words = error instanceof Error ? error.message : String(error)
    throw new CramFault(`the block with content ${contentId} (${known.name}) cannot be inflated: ${words}`, { cause: error })
  }
}
