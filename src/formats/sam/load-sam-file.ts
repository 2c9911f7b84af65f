/** Reads the header of a SAM file, once for each version of the file. A file without a header has none. */
import { QueryError } from '../../common/errors.ts'
import type { ByteSource } from '../../io/byte-source.ts'
import type { Compression } from '../../io/compression.ts'
import { detectCompression } from '../../io/detect-compression.ts'
import { lineEnd } from '../../io/lines/line-end.ts'
import { readLines } from '../../io/lines/read-lines.ts'
import type { AlignmentHeader } from '../bam/alignment-header.ts'
import { parseSamHeader } from '../bam/parse-sam-header.ts'
import type { FormatContext } from '../file-format.ts'
import { VersionedCache } from '../versioned-cache.ts'
import { isHeaderLine } from './sam-line-rule.ts'

export interface SamFile {
  readonly header: AlignmentHeader
  readonly compression: Compression
}

const cache = new VersionedCache<SamFile>(64)

export async function loadSamFile(source: ByteSource, context: FormatContext): Promise<SamFile> {
  const { version } = await source.stat(context.signal === undefined ? {} : { signal: context.signal })
  const known = cache.get(context.store, source.location, version)
  if (known !== undefined) return known
  const compression = await detectCompression(source, context.signal)
  const header = parseSamHeader(await readHeaderLines(source, compression, context), { location: source.location })
  const file = { header, compression }
  cache.set(context.store, { location: source.location, version }, file)
  return file
}

async function readHeaderLines(source: ByteSource, compression: Compression, context: FormatContext): Promise<readonly string[]> {
  const { codecs, meter, limits, signal } = context
  const lines: string[] = []
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  let headerBytes = 0
  const request = { source, codecs, compression, meter, lineBytes: limits.headerBytes, ...(signal && { signal }) }
  for await (const block of readLines(request)) {
    let start = block.start
    for (let i = 0; i < block.count; i++) {
      const newline = block.positions[i] ?? start // one position a line, as no tabs were asked for
      const end = lineEnd(block.bytes, start, newline)
      if (end > start) {
        if (!isHeaderLine(block.bytes, start, end))
          return checkFirstRecord(block.bytes.slice(start, Math.min(end, start + 8)), lines, source)
        lines.push(decoder.decode(block.bytes.slice(start, end)))
      }
      headerBytes += newline + 1 - start
      if (headerBytes > limits.headerBytes) throw headerTooLong(source.location, limits.headerBytes)
      start = newline + 1
    }
  }
  return lines
}

/** A BAM or CRAM file that was called SAM is told by its first bytes. */
function checkFirstRecord(head: Uint8Array, lines: readonly string[], { location }: ByteSource): readonly string[] {
  const text = String.fromCharCode(...head)
  const other = text.startsWith('BAM\x01') ? 'BAM: read it with read_bam' : text.startsWith('CRAM') ? 'CRAM' : undefined
  if (lines.length > 0 || other === undefined) return lines
  throw new QueryError('FORMAT', `${location} is no SAM file: it is ${other}.`, { location, byteOffset: 0 })
}

function headerTooLong(location: string, limit: number): QueryError {
  const message = `${location}: the header is longer than ${limit} bytes, the limit for headers. Raise execution.max_header_bytes if the file is right.`
  return new QueryError('RESOURCE', message, { location }, { reason: 'header_limit' })
}
