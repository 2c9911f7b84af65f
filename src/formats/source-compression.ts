/** How a source is packed, by its first bytes. */
import type { ByteSource } from '../io/byte-source.ts'
import type { Compression } from '../io/compression.ts'
import { sniffCompression } from '../io/sniff-compression.ts'

/** Enough for a gzip header with the extra fields that BGZF writers make. */
const HEAD_BYTES = 64

export async function sourceCompression(source: ByteSource, signal?: AbortSignal): Promise<Compression> {
  return sniffCompression(await source.read(0, HEAD_BYTES, signal === undefined ? {} : { signal }))
}
