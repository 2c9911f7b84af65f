import type { MemberInflater } from './member-inflater.ts'
import type { RunBuffer } from './run-buffer.ts'

/** One compression method. Node and browsers may register faster ones. Checks what the format lets it check (CRC32, size). */
export interface Codec {
  readonly name: string // 'deflate', 'gzip', 'bzip2', 'lzma', 'rans4x8', 'ransNx16', 'arith', 'fqzcomp', 'tok3', 'zstd', 'snappy', 'lz4'
  decompress(bytes: Uint8Array, inflatedSize?: number): Uint8Array | Promise<Uint8Array>
  compress?(bytes: Uint8Array, level?: number): Uint8Array | Promise<Uint8Array>
}

export interface CodecRegistry {
  get(name: string): Codec
  register(codec: Codec): void
  /** Lends memory with the platform's best inflater in it; `releaseRunBuffer` gives it back for the next reader. */
  acquireRunBuffer(): Promise<RunBuffer>
  releaseRunBuffer(buffer: RunBuffer): void
  /** For gzip that is not BGZF. */
  createMemberInflater(): MemberInflater
  /** CRC-32 as in gzip, going on from `crc`. */
  crc32(bytes: Uint8Array, crc?: number): number
}
