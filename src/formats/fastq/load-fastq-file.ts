/** How a FASTQ file is packed, and whether its records have four lines: told from the first of them, once for each version of the file. */
import type { ByteSource } from '../../io/byte-source.ts'
import type { Compression } from '../../io/compression.ts'
import { detectCompression } from '../../io/detect-compression.ts'
import { goToFirstLine } from '../../io/lines/go-to-first-line.ts'
import { openText } from '../../io/lines/open-text.ts'
import type { FormatContext } from '../file-format.ts'
import { createSequenceRows, useBytes } from '../sequences/sequence-rows.ts'
import { VersionedCache } from '../versioned-cache.ts'
import { listFastqRecords } from './list-fastq-records.ts'
import { listFoldedRecords } from './list-folded-records.ts'

export interface FastqFile {
  readonly compression: Compression
  readonly isMultiLine: boolean
}

const SAMPLE_BYTES = 1 << 18
const SAMPLE_RECORDS = 10_000

const cache = new VersionedCache<FastqFile>(64)

export async function loadFastqFile(source: ByteSource, context: FormatContext): Promise<FastqFile> {
  const { signal } = context
  const { version } = await source.stat(signal === undefined ? {} : { signal })
  const known = cache.get(context.store, source.location, version)
  if (known !== undefined) return known
  const compression = await detectCompression(source, signal)
  const file = { compression, isMultiLine: await hasLongRecords(source, compression, context) }
  cache.set(context.store, { location: source.location, version }, file)
  return file
}

/** A record that is broken as one of four lines, and whole as one of more. */
async function hasLongRecords(source: ByteSource, compression: Compression, { codecs, signal }: FormatContext): Promise<boolean> {
  const request = { source, codecs, compression, ...(signal && { signal }) }
  const cursor = await openText(request)
  try {
    await goToFirstLine(cursor, request)
    while (cursor.buffer.length < SAMPLE_BYTES && (await cursor.fill()));
    const { positions, count } = cursor.buffer.indexLines(0, 0)
    const lines = { bytes: cursor.buffer.bytes(), newlines: positions, count }
    const rows = createSequenceRows(SAMPLE_RECORDS)
    useBytes(rows, lines.bytes, cursor)
    const { stop } = listFastqRecords(rows, lines, 0, { lastStart: Number.POSITIVE_INFINITY })
    if (typeof stop !== 'object' || stop.kind === 'header') return false
    const one = createSequenceRows(1)
    useBytes(one, lines.bytes, cursor)
    const folded = listFoldedRecords(one, lines, stop.record)
    return folded.stop === 'full' && folded.line > stop.record + 4
  } finally {
    await cursor.close()
  }
}
