/** Reads the definition and the header of a CRAM file (CRAM §6, §7.1), once for each version of the file. */
import { QueryError } from '../../common/errors.ts'
import type { ByteSource } from '../../io/byte-source.ts'
import type { AlignmentHeader } from '../bam/alignment-header.ts'
import { parseSamHeader } from '../bam/parse-sam-header.ts'
import type { FormatContext } from '../file-format.ts'
import { VersionedCache } from '../versioned-cache.ts'
import { ByteCursor } from './byte-cursor.ts'
import { CramFault } from './cram-fault.ts'
import type { CramVersion } from './cram-version.ts'
import { inflateBlock } from './inflate-block.ts'
import { CONTENT, readBlock } from './read-block.ts'
import { readContainerHeader } from './read-container-header.ts'

export interface CramFile {
  readonly version: CramVersion
  readonly header: AlignmentHeader
  /** Where the container behind that of the header begins. */
  readonly firstContainer: number
}

const DEFINITION_BYTES = 26
const MAGIC = 'CRAM'
const SLACK_BYTES = 16

/** So that the partitions of a file do not all read its header. */
const cache = new VersionedCache<CramFile>(64)

export type CramContext = Pick<FormatContext, 'store' | 'codecs' | 'signal'> & Partial<Pick<FormatContext, 'meter' | 'limits'>>

export async function loadCramFile(source: ByteSource, context: CramContext): Promise<CramFile> {
  const { store, signal } = context
  const { version } = await source.stat(signal === undefined ? {} : { signal })
  const known = cache.get(store, source.location, version)
  if (known !== undefined) return known
  const file = await readFile(source, context)
  cache.set(store, { location: source.location, version }, file)
  return file
}

async function readFile(source: ByteSource, context: CramContext): Promise<CramFile> {
  const { location } = source
  const version = await readVersion(source, context)
  const meter = context.meter ?? { bytesRead: 0, blocksInflated: 0 }
  const container = await readContainerHeader(source, { at: DEFINITION_BYTES, version, ...context })
  if (container === undefined) throw broken(location, DEFINITION_BYTES, 'the file ends before its header: it is truncated')
  const from = DEFINITION_BYTES + container.headerBytes
  const limit = context.limits?.headerBytes ?? Number.POSITIVE_INFINITY
  if (container.length > limit) throw tooLong(location, limit)
  // Writers of CRAM 2.1 counted some bytes of the block too few.
  const bytes = await source.read(from, container.length + SLACK_BYTES, context.signal ? { signal: context.signal } : {})
  meter.bytesRead += bytes.length
  if (bytes.length < container.length) throw broken(location, DEFINITION_BYTES, 'the file ends inside its header: it is truncated')
  try {
    const cursor = new ByteCursor(bytes, 'the container of the header')
    const block = readBlock(cursor, version)
    if (block.contentType !== CONTENT.fileHeader) throw new CramFault('the first block is not the header')
    if (block.rawSize > limit) throw tooLong(location, limit)
    const text = new ByteCursor(await inflateBlock(block, { codecs: context.codecs, meter }), 'the header')
    const lines = linesOf(new TextDecoder('utf-8', { ignoreBOM: true }).decode(text.take(text.int32()).slice()))
    return { version, header: parseSamHeader(lines, { location }), firstContainer: from + Math.max(container.length, cursor.at) }
  } catch (error) {
    if (error instanceof CramFault) throw broken(location, DEFINITION_BYTES, error.message, error)
    throw error
  }
}

async function readVersion(source: ByteSource, { signal, meter }: CramContext): Promise<CramVersion> {
  const { location } = source
  const bytes = await source.read(0, DEFINITION_BYTES, signal ? { signal } : {})
  if (meter) meter.bytesRead += bytes.length
  if (bytes.length === 0) {
    throw new QueryError('FORMAT', `${location} is empty: a CRAM file has at least a header.`, { location, byteOffset: 0 })
  }
  const magic = String.fromCharCode(...bytes.subarray(0, 4))
  if (magic !== MAGIC) {
    const message = `${location} is no CRAM file: it begins with ${JSON.stringify(magic)}, where ${JSON.stringify(MAGIC)} is expected.`
    throw new QueryError('FORMAT', message, { location, byteOffset: 0 })
  }
  if (bytes.length < DEFINITION_BYTES) throw broken(location, 0, 'the file ends inside its definition: it is truncated')
  const version = { major: bytes[4]!, minor: bytes[5]! } // in range: it has 26 bytes
  if (version.major === 2 || (version.major === 3 && version.minor <= 1)) return version
  const message = `${location} is CRAM ${version.major}.${version.minor}; versions 2.0, 2.1, 3.0 and 3.1 can be read. Write it again with samtools view -C.`
  throw new QueryError('NOT_IMPLEMENTED', message, { location, byteOffset: 4 })
}

/** The text may be padded with NULs. */
function linesOf(text: string): readonly string[] {
  const end = text.indexOf('\0')
  return (end < 0 ? text : text.slice(0, end)).split(/\r?\n/).filter(line => line !== '')
}

function broken(location: string, byteOffset: number, what: string, cause?: unknown): QueryError {
  return new QueryError('FORMAT', `${location}: the header at byte ${byteOffset} is broken: ${what}.`, { location, byteOffset }, { cause })
}

function tooLong(location: string, limit: number): QueryError {
  const message = `${location}: the header is longer than ${limit} bytes, the limit for headers. Raise execution.max_header_bytes if the file is right.`
  return new QueryError('RESOURCE', message, { location }, { reason: 'header_limit' })
}
