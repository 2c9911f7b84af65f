/** Reads the header of a block (CRAM §8); its data stay as they are stored until somebody wants them. */
import type { ByteCursor } from './byte-cursor.ts'
import { CramFault } from './cram-fault.ts'
import type { CramVersion } from './cram-version.ts'

export const CONTENT = { fileHeader: 0, compressionHeader: 1, sliceHeader: 2, external: 4, core: 5 } as const

export interface Block {
  readonly method: number
  readonly contentType: number
  readonly contentId: number
  readonly rawSize: number
  /** As stored. */
  readonly data: Uint8Array
  /** The whole block but its checksum, and that; undefined before CRAM 3. */
  readonly check: { readonly bytes: Uint8Array; readonly crc32: number } | undefined
}

/** A block that inflates to more is not believed. */
const MOST_RAW_BYTES = 2 ** 30

export function readBlock(cursor: ByteCursor, version: CramVersion): Block {
  const from = cursor.at
  const method = cursor.byte()
  const contentType = cursor.byte()
  const contentId = cursor.itf8()
  const size = cursor.itf8()
  const rawSize = cursor.itf8()
  if (size < 0 || size > cursor.left) {
    throw new CramFault(`a block (content ${contentId}) says that it has ${size} bytes, and ${cursor.left} are left in the container`)
  }
  if (rawSize < 0 || rawSize > MOST_RAW_BYTES)
    throw new CramFault(`a block (content ${contentId}) says that it inflates to ${rawSize} bytes`)
  if (method === 0 && size !== rawSize) {
    throw new CramFault(`a block (content ${contentId}) without compression says that it has ${size} and ${rawSize} bytes`)
  }
  const data = cursor.take(size)
  if (version.major < 3) return { method, contentType, contentId, rawSize, data, check: undefined }
  const bytes = cursor.bytes.subarray(from, cursor.at)
  return { method, contentType, contentId, rawSize, data, check: { bytes, crc32: cursor.int32() >>> 0 } }
}
