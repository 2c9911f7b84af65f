/** One compression method. Node and browsers may register faster ones. Checks what the format lets it check (CRC32, size). */
export interface Codec {
  readonly name: string // 'deflate', 'gzip', 'bzip2', 'lzma', 'rans4x8', 'ransNx16', 'arith', 'fqzcomp', 'tok3', 'zstd', 'snappy', 'lz4'
  decompress(bytes: Uint8Array, inflatedSize?: number): Uint8Array | Promise<Uint8Array>
  compress?(bytes: Uint8Array, level?: number): Uint8Array | Promise<Uint8Array>
}

export interface CodecRegistry {
  get(name: string): Codec
  register(codec: Codec): void
}
