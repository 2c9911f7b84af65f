/** Reads the first bytes of an object and tells how it is compressed. */
import type { ByteSource } from './byte-source.ts'
import type { Compression } from './compression.ts'
import { sniffCompression } from './sniff-compression.ts'

const HEAD_BYTES = 4096 // BGZF headers have some 18 bytes; other subfields may come before the one that tells

export async function detectCompression(source: ByteSource, signal?: AbortSignal): Promise<Compression> {
  return sniffCompression(await source.read(0, HEAD_BYTES, signal ? { signal } : {}))
}
