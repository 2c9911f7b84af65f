/** Reads the header of a VCF file, once for each version of the file. */
import { QueryError } from '../../common/errors.ts'
import type { ByteSource } from '../../io/byte-source.ts'
import type { Compression } from '../../io/compression.ts'
import { detectCompression } from '../../io/detect-compression.ts'
import { lineEnd } from '../../io/lines/line-end.ts'
import { readLines } from '../../io/lines/read-lines.ts'
import type { FormatContext } from '../file-format.ts'
import { VersionedCache } from '../versioned-cache.ts'
import { parseVcfHeader } from './parse-vcf-header.ts'
import type { VcfHeader } from './vcf-header.ts'

export interface VcfFile {
  readonly header: VcfHeader
  readonly compression: Compression
  /** Of the first record. */
  readonly firstContig: string | undefined
}

const HASH = 35

/** So that the partitions of a file do not all read its header. */
const cache = new VersionedCache<VcfFile>(64)

export async function loadVcfFile(source: ByteSource, context: FormatContext): Promise<VcfFile> {
  const { version } = await source.stat(context.signal === undefined ? {} : { signal: context.signal })
  const known = cache.get(context.store, source.location, version)
  if (known !== undefined) return known
  const compression = await detectCompression(source, context.signal)
  const { lines, firstContig } = await readHeaderLines(source, compression, context)
  const file = { header: parseVcfHeader(lines, source.location), compression, firstContig }
  cache.set(context.store, { location: source.location, version }, file)
  return file
}

interface HeaderLines {
  readonly lines: readonly string[]
  readonly firstContig: string | undefined
}

async function readHeaderLines(source: ByteSource, compression: Compression, context: FormatContext): Promise<HeaderLines> {
  const { codecs, meter, limits, signal } = context
  const lines: string[] = []
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  let headerBytes = 0
  const request = {
    source,
    codecs,
    compression,
    meter,
    // The first record comes along, and may be longer than a header.
    lineBytes: Math.max(limits.headerBytes, limits.lineBytes),
    ...(signal === undefined ? {} : { signal }),
  }
  for await (const block of readLines(request)) {
    let start = block.start
    for (let i = 0; i < block.count; i++) {
      const newline = block.positions[i] ?? start // one position a line, as no tabs were asked for
      const text = () => decoder.decode(block.bytes.slice(start, lineEnd(block.bytes, start, newline)))
      if (block.bytes[start] !== HASH) return { lines, firstContig: text().split('\t', 1)[0] }
      lines.push(text())
      headerBytes += newline + 1 - start
      if (headerBytes > limits.headerBytes) throw headerTooLong(source.location, limits.headerBytes)
      start = newline + 1
    }
  }
  if (lines.length === 0)
    throw new QueryError('FORMAT', `${source.location} is empty: a VCF file has at least a header.`, { location: source.location })
  return { lines, firstContig: undefined }
}

function headerTooLong(location: string, limit: number): QueryError {
  return new QueryError(
    'RESOURCE',
    `${location}: the header is longer than ${limit} bytes, the limit for headers. Raise execution.max_header_bytes if the file is right.`,
    { location },
  )
}
