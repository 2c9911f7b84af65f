/** The file cut by its FAI: one section a sequence, from its header to the next one. Together they are the whole file. */
import { type FaiEntry, sequenceEnd } from '../../index/fai-index.ts'
import type { Chunk } from '../../io/chunk.ts'
import type { FastaIndex } from './fasta-index.ts'

export interface FastaSection {
  readonly entry: FaiEntry
  readonly chunk: Chunk & { readonly kind: 'bytes' | 'bgzf' }
  /** As stored, about. */
  readonly bytes: number
}

export function fastaSections(index: FastaIndex, location: string): readonly FastaSection[] {
  const { entries } = index.fai
  const borders = [0, ...entries.slice(0, -1).map(sequenceEnd)]
  const { gzi, size } = index
  if (gzi === undefined) {
    return entries.map((entry, i) => {
      const start = borders[i] ?? 0
      const end = borders[i + 1] ?? size
      return { entry, chunk: { kind: 'bytes', start, end }, bytes: end - start }
    })
  }
  const places = borders.map(border => {
    const place = gzi.virtualOffset(border)
    if (place === undefined) throw index.fai.misfit(location, `byte ${border} of the text lies behind the last block of ${gzi.location}`)
    return place
  })
  return entries.map((entry, i) => {
    const start = places[i] ?? { block: 0, within: 0 }
    const end = places[i + 1] ?? { block: size, within: 0 }
    return { entry, chunk: { kind: 'bgzf', start, end }, bytes: Math.max(1, end.block - start.block) }
  })
}

/** The sections that begin in a chunk. */
export function sectionsIn(sections: readonly FastaSection[], chunk: Chunk): readonly FastaSection[] {
  return sections.filter(
    section => placeOf(section.chunk, 'start') >= placeOf(chunk, 'start') && placeOf(section.chunk, 'start') < placeOf(chunk, 'end'),
  )
}

/** Blocks hold at most 2^16 bytes, and file addresses lie below 2^37 for a long time to come: a double keeps both. */
function placeOf(chunk: Chunk, end: 'start' | 'end'): number {
  if (chunk.kind === 'bytes') return chunk[end]
  return chunk.kind === 'bgzf' ? chunk[end].block * 2 ** 16 + chunk[end].within : Number.NaN
}
