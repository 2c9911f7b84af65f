/** Reads the header of a Pairs file, once for each version of the file. */
import { QueryError } from '../../common/errors.ts'
import type { ByteSource } from '../../io/byte-source.ts'
import type { Compression } from '../../io/compression.ts'
import { detectCompression } from '../../io/detect-compression.ts'
import { lineEnd } from '../../io/lines/line-end.ts'
import { type LineRequest, readLines } from '../../io/lines/read-lines.ts'
import type { FormatContext } from '../file-format.ts'
import { VersionedCache } from '../versioned-cache.ts'
import type { PairsHeader } from './pairs-header.ts'
import { parsePairsHeader } from './parse-pairs-header.ts'

export interface PairsFile {
  readonly compression: Compression
  readonly header: PairsHeader
}

const HASH = 35

const cache = new VersionedCache<PairsFile>(64)

export async function loadPairsFile(source: ByteSource, context: FormatContext): Promise<PairsFile> {
  const { store, codecs, meter, limits, signal } = context
  const { version } = await source.stat(signal === undefined ? {} : { signal })
  const known = cache.get(store, source.location, version)
  if (known !== undefined) return known
  const compression = await detectCompression(source, signal)
  const request = { source, codecs, compression, meter, lineBytes: limits.lineBytes, ...(signal && { signal }) }
  const file = { compression, header: parsePairsHeader(await readHeaderLines(request, limits.headerBytes)) }
  cache.set(store, { location: source.location, version }, file)
  return file
}

async function readHeaderLines(request: LineRequest, limit: number): Promise<readonly string[]> {
  const lines: string[] = []
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  let headerBytes = 0
  for await (const { bytes, start: first, count, positions } of readLines(request)) {
    let start = first
    for (let i = 0; i < count; i++) {
      const newline = positions[i] ?? start // one position a line, as no tabs were asked for
      const end = lineEnd(bytes, start, newline)
      if (end > start && bytes[start] !== HASH) return lines
      // slice, not subarray: TextDecoder refuses views of shared memory.
      if (end > start) lines.push(decoder.decode(bytes.slice(start, end)))
      headerBytes += newline + 1 - start
      if (headerBytes > limit) throw headerTooLong(request.source.location, limit)
      start = newline + 1
    }
  }
  return lines
}

function headerTooLong(location: string, limit: number): QueryError {
  const message = `${location}: the header is longer than ${limit} bytes, the limit for headers. Raise the limit if the file is right.`
  return new QueryError('RESOURCE', message, { location })
}
