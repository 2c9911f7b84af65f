/** The Arrow library, loaded when the first file is opened, with the decoders that compressed files need. */
let loading: Promise<typeof import('apache-arrow')> | undefined

export function loadArrow(): Promise<typeof import('apache-arrow')> {
  loading ??= load()
  return loading
}

async function load(): Promise<typeof import('apache-arrow')> {
  const [arrow, { decodeLz4Frame }, { decompressZstd }] = await Promise.all([
    import('apache-arrow'),
    import('./decode-lz4-frame.ts'),
    import('hyparquet-compressors'),
  ])
  const { compressionRegistry, CompressionType } = arrow
  compressionRegistry.set(CompressionType.LZ4_FRAME, { decode: decodeLz4Frame })
  compressionRegistry.set(CompressionType.ZSTD, { decode: bytes => decompressZstd(bytes) })
  return arrow
}
