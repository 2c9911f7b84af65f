/** Reads the header of a BAM file, once for each version of the file. */
import { QueryError } from '../../common/errors.ts'
import { type BgzfCursor, openBgzfCursor } from '../../io/bgzf/bgzf-cursor.ts'
import type { ByteSource } from '../../io/byte-source.ts'
import { detectCompression } from '../../io/detect-compression.ts'
import type { VirtualOffset } from '../../io/virtual-offset.ts'
import type { FormatContext } from '../file-format.ts'
import { VersionedCache } from '../versioned-cache.ts'
import type { AlignmentHeader, ReferenceSequence } from './alignment-header.ts'
import { int32At } from './bam-layout.ts'
import { parseSamHeader } from './parse-sam-header.ts'

export interface BamFile {
  readonly header: AlignmentHeader
  /** Where the first record begins, or the file ends. */
  readonly firstRecord: VirtualOffset
}

/** So that the partitions of a file do not all read its header. */
const cache = new VersionedCache<BamFile>(64)

export async function loadBamFile(source: ByteSource, context: FormatContext): Promise<BamFile> {
  const { store, codecs, meter, limits, signal } = context
  const { version } = await source.stat(signal === undefined ? {} : { signal })
  const known = cache.get(store, source.location, version)
  if (known !== undefined) return known
  const compression = await detectCompression(source, signal)
  if (compression !== 'bgzf') throw await notBam(source, compression, signal)
  const cursor = await openBgzfCursor({ source, codecs, start: 0, meter, ...(signal && { signal }) })
  try {
    const file = await new HeaderReader(cursor, limits.headerBytes).read()
    cache.set(store, { location: source.location, version }, file)
    return file
  } finally {
    await cursor.close()
  }
}

class HeaderReader {
  private readonly cursor: BgzfCursor
  private readonly limitBytes: number
  private at = 0

  constructor(cursor: BgzfCursor, limitBytes: number) {
    this.cursor = cursor
    this.limitBytes = limitBytes
  }

  async read(): Promise<BamFile> {
    const magic = await this.bytes(4, 'magic')
    if (magic[0] !== 0x42 || magic[1] !== 0x41 || magic[2] !== 0x4d || magic[3] !== 1) {
      throw this.fault(`its inflated bytes begin with ${quote(magic)}, where a BAM file has "BAM\\1"`)
    }
    const textLength = await this.int32('l_text')
    if (textLength < 0) throw this.fault(`field l_text is ${textLength}`)
    const text = decode(await this.bytes(textLength, 'text'))
    const references = await this.references()
    const location = this.cursor.location
    const header = parseSamHeader(linesOf(text), { location, references })
    // The end of the block at hand and the start of the next are the same place.
    return { header, firstRecord: this.cursor.virtualOffset(this.at) }
  }

  private async references(): Promise<readonly ReferenceSequence[]> {
    const count = await this.int32('n_ref')
    if (count < 0) throw this.fault(`field n_ref is ${count}`)
    const references: ReferenceSequence[] = []
    for (let i = 0; i < count; i++) {
      const nameLength = await this.int32(`l_name of sequence ${i + 1}`)
      if (nameLength < 1) throw this.fault(`field l_name of sequence ${i + 1} is ${nameLength}`)
      const name = await this.bytes(nameLength, `name of sequence ${i + 1}`)
      if (name[nameLength - 1] !== 0) throw this.fault(`the name of sequence ${i + 1} does not end with NUL`)
      const text = decode(name.slice(0, -1))
      references.push({ name: text, length: await this.int32(`l_ref of sequence ${i + 1}`) })
    }
    return references
  }

  private async int32(field: string): Promise<number> {
    return int32At(await this.bytes(4, field), 0)
  }

  private async bytes(length: number, field: string): Promise<Uint8Array> {
    const end = this.at + length
    if (end > this.limitBytes) {
      const message = `${this.cursor.location}: field ${field} makes the header longer than ${this.limitBytes} bytes, the limit for headers. Raise execution.max_header_bytes if the file is right.`
      throw new QueryError('RESOURCE', message, { location: this.cursor.location }, { reason: 'header_limit' })
    }
    while (this.cursor.buffer.length < end) {
      if (!(await this.cursor.fill())) throw this.fault(`the file ends in field ${field} of the header: it is truncated`)
    }
    const bytes = this.cursor.buffer.bytes().slice(this.at, end)
    this.at = end
    return bytes
  }

  private fault(what: string): QueryError {
    const { location } = this.cursor
    return new QueryError('FORMAT', `${location} is no BAM file, or its header is broken: ${what}.`, { location, byteOffset: 0 })
  }
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
}

/** The text may be padded with NULs (SAMv1 §4.2). */
function linesOf(text: string): readonly string[] {
  const end = text.indexOf('\0')
  return (end < 0 ? text : text.slice(0, end)).split(/\r?\n/).filter(line => line !== '')
}

function quote(bytes: Uint8Array): string {
  return JSON.stringify(String.fromCharCode(...bytes))
}

async function notBam(source: ByteSource, compression: 'gzip' | 'plain', signal: AbortSignal | undefined): Promise<QueryError> {
  const { location } = source
  const at = { location, byteOffset: 0 }
  if (compression === 'gzip') {
    return new QueryError(
      'FORMAT',
      `${location} is plain gzip; a BAM file is BGZF, gzip in blocks. Write it again with samtools view -b.`,
      at,
    )
  }
  const head = await source.read(0, 4, signal ? { signal } : {})
  if (head.length === 0) return new QueryError('FORMAT', `${location} is empty: a BAM file has at least a header.`, at)
  const text = String.fromCharCode(...head)
  const other = text === 'CRAM' ? ' It is CRAM.' : text.startsWith('@') ? ' It looks like SAM: read it with read_sam.' : ''
  return new QueryError(
    'FORMAT',
    `${location} is no BAM file: it begins with ${quote(head)}, where BGZF-compressed data are expected.${other}`,
    at,
  )
}
