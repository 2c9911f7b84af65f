/** Reads the header of a BCF file, once for each version of the file. */
import { QueryError } from '../../common/errors.ts'
import type { ByteSource } from '../../io/byte-source.ts'
import type { Compression } from '../../io/compression.ts'
import { detectCompression } from '../../io/detect-compression.ts'
import { openText } from '../../io/lines/open-text.ts'
import type { TextCursor } from '../../io/text-cursor.ts'
import type { FormatContext } from '../file-format.ts'
import { parseVcfHeader } from '../vcf/parse-vcf-header.ts'
import type { VcfHeader } from '../vcf/vcf-header.ts'
import { VersionedCache } from '../versioned-cache.ts'
import { type BcfDictionaries, bcfDictionaries } from './bcf-dictionaries.ts'
import { FIELD, int32At, uint32At } from './bcf-layout.ts'

export interface BcfFile {
  readonly header: VcfHeader
  readonly dictionaries: BcfDictionaries
  /** 1 or 2: BCF 2.1 pads vectors with missing values. */
  readonly minorVersion: number
  readonly compression: Compression
  /** Inflated bytes before the first record. */
  readonly headerBytes: number
  /** Of the first record. */
  readonly firstContig: string | undefined
}

/** Magic and l_text. */
const HEAD_BYTES = 9

/** So that the partitions of a file do not all read its header. */
const cache = new VersionedCache<BcfFile>(64)

export async function loadBcfFile(source: ByteSource, context: FormatContext): Promise<BcfFile> {
  const { store, codecs, meter, signal } = context
  const { version } = await source.stat(signal === undefined ? {} : { signal })
  const known = cache.get(store, source.location, version)
  if (known !== undefined) return known
  const compression = await detectCompression(source, signal)
  const cursor = await openText({ source, codecs, compression, meter, ...(signal && { signal }) })
  try {
    const file = await readHeader(cursor, { location: source.location, compression, limit: context.limits.headerBytes })
    cache.set(store, { location: source.location, version }, file)
    return file
  } finally {
    await cursor.close()
  }
}

interface HeaderFile {
  readonly location: string
  readonly compression: Compression
  readonly limit: number
}

async function readHeader(cursor: TextCursor, { location, compression, limit }: HeaderFile): Promise<BcfFile> {
  await fillTo(cursor, HEAD_BYTES)
  const head = cursor.buffer.bytes()
  if (cursor.buffer.length === 0) throw fault(location, 'it is empty: a BCF file has at least a header')
  const minorVersion = head[4] ?? 0
  if (head[0] !== 0x42 || head[1] !== 0x43 || head[2] !== 0x46 || head[3] !== 2 || (minorVersion !== 1 && minorVersion !== 2)) {
    throw fault(
      location,
      `its ${compression === 'plain' ? '' : 'inflated '}bytes begin with ${quote(head)}, where BCF 2.1 and 2.2 have "BCF\\2\\1" and "BCF\\2\\2"`,
    )
  }
  if (cursor.buffer.length < HEAD_BYTES) throw fault(location, 'it ends inside its header')
  const textBytes = uint32At(head, 5)
  if (textBytes > limit) {
    const message = `${location}: the header is ${textBytes} bytes long, and ${limit} is the limit for headers. Raise execution.max_header_bytes if the file is right.`
    throw new QueryError('RESOURCE', message, { location })
  }
  const headerBytes = HEAD_BYTES + textBytes
  // The first record comes along, to know its contig.
  await fillTo(cursor, headerBytes + FIELD.position)
  if (cursor.buffer.length < headerBytes)
    throw fault(location, `it ends inside its header, of which l_text says that it has ${textBytes} bytes`)
  const bytes = cursor.buffer.bytes()
  const lines = linesOf(bytes.slice(HEAD_BYTES, headerBytes))
  const dictionaries = bcfDictionaries(lines)
  const hasRecord = bytes.length >= headerBytes + FIELD.position
  const firstContig = hasRecord ? dictionaries.contigs[int32At(bytes, headerBytes + FIELD.contig)] : undefined
  return { header: parseVcfHeader(lines, location), dictionaries, minorVersion, compression, headerBytes, firstContig }
}

async function fillTo(cursor: TextCursor, bytes: number): Promise<void> {
  while (cursor.buffer.length < bytes && (await cursor.fill()));
}

/** The text ends with NUL, which l_text counts. */
function linesOf(text: Uint8Array): readonly string[] {
  const end = text.indexOf(0)
  const decoded = new TextDecoder('utf-8', { ignoreBOM: true }).decode(end < 0 ? text : text.subarray(0, end))
  return decoded
    .split('\n')
    .map(line => (line.endsWith('\r') ? line.slice(0, -1) : line))
    .filter(line => line !== '')
}

function quote(bytes: Uint8Array): string {
  const letters = [...bytes.subarray(0, 5)].map(byte => (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : `\\${byte}`))
  return `"${letters.join('')}"`
}

function fault(location: string, what: string): QueryError {
  return new QueryError('FORMAT', `${location} cannot be read as BCF: ${what}.`, { location, byteOffset: 0 })
}
