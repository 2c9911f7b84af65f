/** Reads the beginning of a BED file, once for each version of the file. */
import type { ByteSource } from '../../io/byte-source.ts'
import type { Compression } from '../../io/compression.ts'
import { detectCompression } from '../../io/detect-compression.ts'
import { lineEnd } from '../../io/lines/line-end.ts'
import { readLines } from '../../io/lines/read-lines.ts'
import type { FormatContext } from '../file-format.ts'
import { VersionedCache } from '../versioned-cache.ts'
import { bedLineRule } from './bed-line-rule.ts'
import type { BedSample } from './bed-sample.ts'

export interface BedFile {
  readonly compression: Compression
  readonly sample: BedSample
}

const SAMPLE_RECORDS = 1000
const SAMPLE_BYTES = 1 << 20

const cache = new VersionedCache<BedFile>(64)

export async function loadBedFile(source: ByteSource, context: FormatContext): Promise<BedFile> {
  const { version } = await source.stat(context.signal === undefined ? {} : { signal: context.signal })
  const known = cache.get(context.store, source.location, version)
  if (known !== undefined) return known
  const compression = await detectCompression(source, context.signal)
  const file = { compression, sample: await readSample(source, compression, context) }
  cache.set(context.store, { location: source.location, version }, file)
  return file
}

async function readSample(source: ByteSource, compression: Compression, context: FormatContext): Promise<BedSample> {
  const { codecs, limits, signal } = context
  const records: string[][] = []
  const headerLines: string[] = []
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  let bytesSeen = 0
  const request = { source, codecs, compression, lineBytes: limits.lineBytes, ...(signal === undefined ? {} : { signal }) }
  for await (const { bytes, start: first, count, positions } of readLines(request)) {
    let start = first
    for (let i = 0; i < count; i++) {
      const newline = positions[i] ?? start // one position a line, as no tabs were asked for
      const end = lineEnd(bytes, start, newline)
      // slice, not subarray: TextDecoder refuses views of shared memory.
      const text = decoder.decode(bytes.slice(start, end))
      if (end > start && !bedLineRule.skips(bytes, start, end)) records.push(splitFields(text))
      else if (end > start && records.length === 0) headerLines.push(text)
      bytesSeen += newline + 1 - start
      if (records.length === SAMPLE_RECORDS || bytesSeen > SAMPLE_BYTES) return { records, headerLines }
      start = newline + 1
    }
  }
  return { records, headerLines }
}

/** Tabs part fields; a line without any is parted by blanks. Tabs at the end of a line hold nothing. */
function splitFields(line: string): string[] {
  return line.includes('\t') ? line.replace(/\t+$/, '').split('\t') : line.trim().split(/ +/)
}
