/**
 * Records by contig, first and last base, all 0-based and closed. Filters become lists of boxes rather than of intervals, because `start` and
 * `end` are two numbers: (start = 10 OR start = 90) AND (end = 20 OR end = 99) has no interval in common and still lets records pass.
 */
import type { Region } from '../../genomics/region.ts'
import type { GenomicColumns } from './region-filter.ts'

export interface PlaceBox {
  readonly contig?: string
  readonly minFirst: number
  readonly maxFirst: number
  readonly minLast: number
  readonly maxLast: number
}

export const ANYWHERE: PlaceBox = {
  minFirst: Number.NEGATIVE_INFINITY,
  maxFirst: Number.POSITIVE_INFINITY,
  minLast: Number.NEGATIVE_INFINITY,
  maxLast: Number.POSITIVE_INFINITY,
}

/** Undefined: no record can lie in both. */
export function intersectBoxes(a: PlaceBox, b: PlaceBox): PlaceBox | undefined {
  if (a.contig !== undefined && b.contig !== undefined && a.contig !== b.contig) return undefined
  const contig = a.contig ?? b.contig
  const box = {
    ...(contig === undefined ? {} : { contig }),
    minFirst: Math.max(a.minFirst, b.minFirst),
    maxFirst: Math.min(a.maxFirst, b.maxFirst),
    minLast: Math.max(a.minLast, b.minLast),
    maxLast: Math.min(a.maxLast, b.maxLast),
  }
  // A record does not end before it begins; the last base of an empty one is the base before its first.
  const isEmpty = box.minFirst > box.maxFirst || box.minLast > box.maxLast || box.minFirst > box.maxLast + 1
  return isEmpty ? undefined : box
}

/**
 * A region that every record of the box overlaps. A record of the box begins at or before maxFirst and reaches minLast, so it overlaps
 * [minLast, maxFirst]; where that is empty or begins before minFirst, its first base decides.
 */
export function regionOfBox(box: PlaceBox, contig: string, columns: GenomicColumns): Region {
  const last = Math.min(box.maxFirst, columns.mayBeEmpty ? box.maxLast + 1 : box.maxLast)
  const reach = columns.endBounds ? Math.min(box.minLast, last) : Number.NEGATIVE_INFINITY
  const first = Math.max(box.minFirst, reach)
  if (first === Number.NEGATIVE_INFINITY && last === Number.POSITIVE_INFINITY) return { contig }
  // Indexes keep a record before the first base (VCF's POS 0) in their first window.
  const start = Math.max(0, first)
  return { contig, interval: { start, end: last === Number.POSITIVE_INFINITY ? Number.MAX_SAFE_INTEGER : Math.max(start, last) + 1 } }
}
