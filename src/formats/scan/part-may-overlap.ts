/** Whether some row of a part of a file may lie in one of some regions, by the bounds of its columns. When in doubt, it may. */
import type { Region } from '../../genomics/region.ts'
import type { BoundValue, FilePart } from '../file-part.ts'
import type { GenomicColumns } from './region-filter.ts'

const decoder = new TextDecoder()

export function partMayOverlap(
  part: Pick<FilePart, 'rows' | 'columns'>,
  bound: 'all' | readonly Region[],
  columns: GenomicColumns,
): boolean {
  if (bound === 'all') return true
  const contig = part.columns.get(columns.contig)
  if (contig === undefined) return true
  if (contig.nullCount === part.rows) return false
  const { min, max } = contig
  if (!(min instanceof Uint8Array) || !(max instanceof Uint8Array)) return true
  const name = decoder.decode(min)
  // Contigs of a part that has several are not told apart by their bounds.
  if (name !== decoder.decode(max)) return true
  const starts = part.columns.get(columns.start)
  const ends = columns.end === undefined || !columns.endBounds ? undefined : part.columns.get(columns.end)
  const firstStart = numberOf(starts?.min, Number.NEGATIVE_INFINITY) - (columns.coordinates === 'one-based-closed' ? 1 : 0)
  const lastEnd = numberOf(ends?.max, Number.POSITIVE_INFINITY)
  return bound.some(
    ({ contig: asked, interval }) => asked === name && (interval === undefined || (firstStart < interval.end && lastEnd > interval.start)),
  )
}

function numberOf(bound: BoundValue | undefined, missing: number): number {
  return typeof bound === 'number' || typeof bound === 'bigint' ? Number(bound) : missing
}
