/** Random access: the bases of regions, by the FAI (and the GZI of a bgzipped file). */
import { QueryError } from '../../common/errors.ts'
import { suggest } from '../../common/suggest.ts'
import { parseRegion } from '../../genomics/parse-region.ts'
import { baseOffset, type FaiEntry, sequenceEnd } from '../../index/fai-index.ts'
import { openBgzfCursor } from '../../io/bgzf/bgzf-cursor.ts'
import type { ByteSource } from '../../io/byte-source.ts'
import { nameEnd } from '../sequences/name-end.ts'
import { type FastaIndex, type IndexContext, loadFastaIndex } from './fasta-index.ts'

export interface FetchedSequence {
  readonly name: string
  /** 0-based, half-open; cut at the end of the sequence. */
  readonly start: number
  readonly end: number
  readonly sequence: string
}

export interface FetchRequest {
  readonly location: string
  readonly indexPath?: string | undefined
  /** As samtools writes them: 'chr1:100-200'. */
  readonly regions: readonly string[]
}

interface Opened {
  readonly source: ByteSource
  readonly index: FastaIndex
  readonly context: IndexContext
}

/** In the order of the request. */
export async function fetchSequences(
  { location, indexPath, regions }: FetchRequest,
  context: IndexContext,
): Promise<readonly FetchedSequence[]> {
  const source = await context.store.open(location)
  try {
    const index = await loadFastaIndex(source, indexPath, context)
    if (typeof index === 'string') {
      const message = `${location} has no index for random access (${index}). Make one with samtools faidx, or read the whole file with read_fasta.`
      throw new QueryError('IO', message, { location }, { reason: 'no_index' })
    }
    const fetched: FetchedSequence[] = []
    for (const region of regions) fetched.push(await fetchRegion({ source, index, context }, region))
    return fetched
  } finally {
    await source.close()
  }
}

async function fetchRegion(file: Opened, text: string): Promise<FetchedSequence> {
  const { fai } = file.index
  const names = fai.entries.map(entry => entry.name)
  const region = parseRegion(text, names)
  const entry = fai.find(region.contig)
  if (entry === undefined) {
    const near = suggest(region.contig, names)
    const hint = near === undefined ? `Its sequences are named like ${names.slice(0, 3).join(', ')}.` : `Did you mean "${near}"?`
    throw new QueryError('PLAN', `There is no sequence "${region.contig}" in ${file.source.location}. ${hint}`)
  }
  await checkHeader(file, entry)
  const start = Math.min(region.interval?.start ?? 0, entry.length)
  const end = Math.max(start, Math.min(region.interval?.end ?? entry.length, entry.length))
  if (start === end) return { name: entry.name, start, end, sequence: '' }
  const from = baseOffset(entry, start)
  const bytes = await readText(file, from, baseOffset(entry, end - 1) + 1)
  return { name: entry.name, start, end, sequence: new TextDecoder().decode(takeBases(file, entry, { bytes, from })) }
}

/** The line before the first base must be the sequence's header: an index of other data could point anywhere. */
async function checkHeader(file: Opened, entry: FaiEntry): Promise<void> {
  const { entries } = file.index.fai
  const before = entries[entries.indexOf(entry) - 1]
  const header = await readText(file, before === undefined ? 0 : sequenceEnd(before), entry.offset)
  let at = header.length - 1
  while (at > 0 && !(header[at] === 62 && (header[at - 1] ?? 0) <= 32)) at--
  const name = new TextDecoder().decode(header.subarray(at + 1, nameEnd(header, at + 1, header.length))).trimEnd()
  if (header[at] === 62 && name === entry.name && (header.at(-1) ?? 0) <= 32) return
  throw file.index.fai.misfit(file.source.location, `the header of "${entry.name}" is not where it says`)
}

/** The letters of these bytes, whose lines must be as long as the index says. */
function takeBases(
  { source, index }: Opened,
  entry: FaiEntry,
  { bytes, from }: { readonly bytes: Uint8Array; readonly from: number },
): Uint8Array {
  const { lineBases, lineBytes } = entry
  const bases = new Uint8Array(bytes.length)
  let count = 0
  // Lines may have any length where there is one alone.
  let column = lineBytes === 0 ? 0 : (from - entry.offset) % lineBytes
  for (const byte of bytes) {
    const isBase = byte > 32
    if (isBase !== column < lineBases || byte === 62) {
      throw index.fai.misfit(source.location, `the lines of sequence "${entry.name}" do not all have ${lineBases} bases`)
    }
    if (isBase) bases[count++] = byte
    column = column + 1 === lineBytes ? 0 : column + 1
  }
  return bases.subarray(0, count)
}

/** Bytes [from, to) of the uncompressed text. */
async function readText({ source, index, context }: Opened, from: number, to: number): Promise<Uint8Array> {
  const options = context.signal === undefined ? {} : { signal: context.signal }
  const bytes =
    index.gzi === undefined ? await source.read(from, to - from, options) : await readBlocks({ source, index, context }, from, to)
  if (bytes.length < to - from) throw index.fai.misfit(source.location, `it points to byte ${to} of the text, behind its end`)
  return bytes
}

async function readBlocks({ source, index, context }: Opened, from: number, to: number): Promise<Uint8Array> {
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
