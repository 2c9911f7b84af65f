/** Random access: the bases of regions, by the FAI (and the GZI of a bgzipped file). */
import { QueryError } from '../../common/errors.ts'
import { suggest } from '../../common/suggest.ts'
import { parseRegion } from '../../genomics/parse-region.ts'
import { baseOffset } from '../../index/fai-index.ts'
import type { IndexContext } from './fasta-index.ts'
import { checkHeader, copyBases, type IndexedFasta, openIndexedFasta, readText } from './indexed-fasta.ts'

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

/** In the order of the request. */
export async function fetchSequences(
  { location, indexPath, regions }: FetchRequest,
  context: IndexContext,
): Promise<readonly FetchedSequence[]> {
  const file = await openIndexedFasta({ location, indexPath }, context)
  try {
    const fetched: FetchedSequence[] = []
    for (const region of regions) fetched.push(await fetchRegion(file, region))
    return fetched
  } finally {
    await file.source.close()
  }
}

async function fetchRegion(file: IndexedFasta, text: string): Promise<FetchedSequence> {
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
  const bases = new Uint8Array(end - start)
  copyBases(file, entry, { bytes, from }, bases)
  return { name: entry.name, start, end, sequence: new TextDecoder().decode(bases) }
}
