/** What is asked of a search for neighbours, and how its hits are listed. */

export interface NearestOptions {
  readonly k: number
  /** False: intervals that overlap the query are passed over. */
  readonly overlap: boolean
  /** Added to the gap of half-open intervals: 0, or 1 where the coordinates shown are closed. */
  readonly gapOffset: 0 | 1
  /** Largest distance shown, inclusive. */
  readonly maxDistance?: number
  /** For each query row: -1 only below it, 1 only above, 0 both sides. Absent: both. Overlapping ones have no side. */
  readonly side?: Int8Array
  /** The first query, and after how many hits to stop; at least one query is answered. Absent: all of them. */
  readonly bounds?: { readonly from: number; readonly limit: number }
  /** Of queries that were brought into order, without bounds: the hits are listed by the rows that they had, so many, with room for k each. */
  readonly asRows?: { readonly row: Int32Array; readonly length: number }
}

/**
 * The hits of query from + q, or of row q where they are listed by rows, stand at [offsets[q], ends[q]): overlapping ones by (start, end, row), then
 * others by (distance, start, end, row). Without room between them `ends[q]` is `offsets[q + 1]`.
 */
export interface NearestHits {
  readonly offsets: Int32Array
  readonly ends: Int32Array
  /** Rows of the indexed set. */
  readonly rows: Int32Array
  /** 0 for overlapping ones, else the gap plus gapOffset. */
  readonly distances: Float64Array
  /** The first query that was not looked at: the caller goes on from there. */
  readonly answered: number
}

/** Where hits stand. One array is both offsets and ends where they follow each other. */
export function roomForPlaces(length: number, apart: boolean): { readonly offsets: Int32Array; readonly ends: Int32Array } {
  const offsets = new Int32Array(length + 1)
  return { offsets, ends: apart ? new Int32Array(length) : offsets.subarray(1) }
}
