/** A FASTA file with its index: bytes of the text, and the bases in them. */
import { QueryError } from '../../common/errors.ts'
import { type FaiEntry, sequenceEnd } from '../../index/fai-index.ts'
import { openBgzfCursor } from '../../io/bgzf/bgzf-cursor.ts'
import type { ByteSource } from '../../io/byte-source.ts'
import { nameEnd } from '../sequences/name-end.ts'
import { type FastaIndex, type IndexContext, loadFastaIndex } from './fasta-index.ts'

export interface IndexedFasta {
  readonly source: ByteSource
  readonly index: FastaIndex
  readonly context: IndexContext
}

export async function openIndexedFasta(
  { location, indexPath }: { readonly location: string; readonly indexPath?: string | undefined },
  context: IndexContext,
): Promise<IndexedFasta> {
  const source = await context.store.open(location)
  try {
    const index = await loadFastaIndex(source, indexPath, context)
    if (typeof index !== 'string') return { source, index, context }
    const message = `${location} has no index for random access (${index}). Make one with samtools faidx, or read the whole file with read_fasta.`
    throw new QueryError('IO', message, { location }, { reason: 'no_index' })
  } catch (error) {
    await source.close()
    throw error
  }
}

/** The line before the first base must be the sequence's header: an index of other data could point anywhere. */
export async function checkHeader(file: IndexedFasta, entry: FaiEntry): Promise<void> {
  const { entries } = file.index.fai
  const before = entries[entries.indexOf(entry) - 1]
  const header = await readText(file, before === undefined ? 0 : sequenceEnd(before), entry.offset)
  let at = header.length - 1
  while (at > 0 && !(header[at] === 62 && (header[at - 1] ?? 0) <= 32)) at--
  const name = new TextDecoder().decode(header.subarray(at + 1, nameEnd(header, at + 1, header.length))).trimEnd()
  if (header[at] === 62 && name === entry.name && (header.at(-1) ?? 0) <= 32) return
  throw file.index.fai.misfit(file.source.location, `the header of "${entry.name}" is not where it says`)
}

/** The letters of these bytes into `bases`, which has room for exactly them; lines must be as long as the index says. */
export function copyBases(
  { source, index }: IndexedFasta,
  entry: FaiEntry,
  { bytes, from }: { readonly bytes: Uint8Array; readonly from: number },
  bases: Uint8Array,
): void {
  const { lineBases, lineBytes } = entry
  let count = 0
  // Lines may have any length where there is one alone.
  let column = lineBytes === 0 ? 0 : (from - entry.offset) % lineBytes
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]! // i lies below the length
    const isBase = byte > 32
    if (isBase !== column < lineBases || byte === 62) {
      throw index.fai.misfit(source.location, `the lines of sequence "${entry.name}" do not all have ${lineBases} bases`)
    }
    if (isBase) bases[count++] = byte
    column = column + 1 === lineBytes ? 0 : column + 1
  }
}

/** Bytes [from, to) of the uncompressed text. */
export async function readText({ source, index, context }: IndexedFasta, from: number, to: number): Promise<Uint8Array> {
  const options = context.signal === undefined ? {} : { signal: context.signal }
  const bytes =
    index.gzi === undefined ? await source.read(from, to - from, options) : await readBlocks({ source, index, context }, from, to)
  if (bytes.length < to - from) throw index.fai.misfit(source.location, `it points to byte ${to} of the text, behind its end`)
  return bytes
}

async function readBlocks({ source, index, context }: IndexedFasta, from: number, to: number): Promise<Uint8Array> {
  const place = index.gzi?.virtualOffset(from)
  if (place === undefined) return new Uint8Array(0)
  const { codecs, signal } = context
  const cursor = await openBgzfCursor({ source, codecs, start: place.block, ...(signal && { signal }) })
  try {
    const end = place.within + to - from
    while (cursor.buffer.length < end && (await cursor.fill()));
    return cursor.buffer.bytes().slice(place.within, end)
  } finally {
    await cursor.close()
  }
}
