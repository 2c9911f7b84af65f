/** Reads the beginning and the end of a GFF3 or GTF file, once for each version of the file. */
import { QueryError } from '../../common/errors.ts'
import type { ByteSource } from '../../io/byte-source.ts'
import type { Compression } from '../../io/compression.ts'
import { detectCompression } from '../../io/detect-compression.ts'
import { lineEnd } from '../../io/lines/line-end.ts'
import { type LineRequest, readLines } from '../../io/lines/read-lines.ts'
import type { FormatContext } from '../file-format.ts'
import { VersionedCache } from '../versioned-cache.ts'
import type { GffHeader } from './gff-header.ts'
import { gffLineRule } from './gff-line-rule.ts'
import { parseGffHeader } from './parse-gff-header.ts'

export interface GffFile {
  readonly compression: Compression
  readonly header: GffHeader
  /** From `##sequence-region` in front of the features. Empty where the file names more contigs later. */
  readonly contigs: readonly { readonly name: string; readonly length: number }[]
  /** Of the first feature. */
  readonly firstContig: string | undefined
  /** False: sequences follow the features, and a reader that begins among them could not tell. */
  readonly endsWithFeatures: boolean
}

/** More than two BGZF blocks. */
const TAIL_BYTES = 200_000
const TAB = 9

const cache = new VersionedCache<GffFile>(64)

export async function loadGffFile(source: ByteSource, context: FormatContext): Promise<GffFile> {
  const { size, version } = await source.stat(context.signal === undefined ? {} : { signal: context.signal })
  const known = cache.get(context.store, source.location, version)
  if (known !== undefined) return known
  const { codecs, meter, limits, signal } = context
  const compression = await detectCompression(source, signal)
  const request: LineRequest = {
    source,
    codecs,
    compression,
    meter,
    lineBytes: limits.lineBytes,
    ...(signal === undefined ? {} : { signal }),
  }
  const { lines, firstContig } = await readHeaderLines(request, limits.headerBytes)
  const header = parseGffHeader(lines)
  const tail = size === undefined || compression === 'gzip' ? undefined : await readTail(request, size)
  const lengths = header.sequenceRegions.map(({ id, end }) => ({ name: id, length: end }))
  const names = new Set(lengths.map(contig => contig.name))
  // Some files name each contig in front of its own features.
  const isComplete = tail?.lastContig === undefined || names.has(tail.lastContig)
  const file = { compression, header, contigs: isComplete ? lengths : [], firstContig, endsWithFeatures: tail?.endsWithFeatures ?? false }
  cache.set(context.store, { location: source.location, version }, file)
  return file
}

interface Beginning {
  readonly lines: readonly string[]
  readonly firstContig: string | undefined
}

async function readHeaderLines(request: LineRequest, limit: number): Promise<Beginning> {
  const lines: string[] = []
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  let headerBytes = 0
  for await (const { bytes, start: first, count, positions } of readLines(request)) {
    let start = first
    for (let i = 0; i < count; i++) {
      const newline = positions[i] ?? start // one position a line, as no tabs were asked for
      const end = lineEnd(bytes, start, newline)
      if (end > start && gffLineRule.ends?.(bytes, start, end)) return { lines, firstContig: undefined }
      if (end > start && !gffLineRule.skips(bytes, start, end)) {
        const tab = bytes.subarray(start, end).indexOf(TAB)
        return { lines, firstContig: tab > 0 ? decoder.decode(bytes.slice(start, start + tab)) : undefined }
      }
      // slice, not subarray: TextDecoder refuses views of shared memory.
      if (end > start) lines.push(decoder.decode(bytes.slice(start, end)))
      headerBytes += newline + 1 - start
      // A file of comments alone has no end of its header.
      if (headerBytes > limit) return { lines, firstContig: undefined }
      start = newline + 1
    }
  }
  return { lines, firstContig: undefined }
}

interface Tail {
  readonly endsWithFeatures: boolean
  readonly lastContig: string | undefined
}

/** Features have tabs, and the sequences behind ##FASTA have none. */
async function readTail(request: LineRequest, size: number): Promise<Tail> {
  let lastContig: string | undefined
  let isSequence = false
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  const chunk = { kind: 'bytes', start: Math.max(0, size - TAIL_BYTES), end: size } as const
  try {
    for await (const { bytes, start: first, count, positions } of readLines({ ...request, chunk, tabs: 1 })) {
      let start = first
      for (let i = 0; i < count; i++) {
        // Two positions a line.
        const [tab = start, newline = start] = positions.subarray(2 * i, 2 * i + 2)
        const end = lineEnd(bytes, start, newline)
        if (end > start) {
          const isFeature = bytes[tab] === TAB && !gffLineRule.ends?.(bytes, start, end) && !gffLineRule.skips(bytes, start, end)
          if (isFeature) lastContig = decoder.decode(bytes.slice(start, tab))
          isSequence ||= gffLineRule.ends?.(bytes, start, end) ?? false
        }
        start = newline + 1
      }
    }
  } catch (error) {
    // A broken end is for the scan to tell: the beginning can still be read.
    if (error instanceof QueryError && error.code === 'FORMAT') return { endsWithFeatures: false, lastContig: undefined }
    throw error
  }
  return { endsWithFeatures: lastContig !== undefined && !isSequence, lastContig: isSequence ? undefined : lastContig }
}
