/** Counts the values below a bound in sorted values: a bucket directory leads to the place, a short search ends there. */
import type { Positions } from './interval-set.ts'

/** About one bucket a value. Measured against binary, branchless and Eytzinger search: half their time on sorted and on shuffled queries. */
export interface RankDirectory {
  readonly values: Positions
  readonly groupStart: Int32Array
  /** Of each group: its smallest value, and buckets a position (a power of two, at most 1). */
  readonly base: Float64Array
  readonly scale: Float64Array
  /** Where the buckets of each group begin in `first`; groups + 1 entries. */
  readonly bucketStart: Int32Array
  /** The place of the first value in or after each bucket; one more entry a group closes its last bucket. */
  readonly first: Int32Array
}

// Indices below are bounded by groupStart and bucketStart, which this file makes, hence `!`.

/** `values` ascend within each group. */
export function buildRankDirectory(values: Positions, groupStart: Int32Array): RankDirectory {
  const groups = groupStart.length - 1
  const base = new Float64Array(groups)
  const scale = new Float64Array(groups)
  const bucketStart = new Int32Array(groups + 1)
  for (let g = 0; g < groups; g++) {
    const from = groupStart[g]!
    const to = groupStart[g + 1]!
    let buckets = 0
    if (to > from) {
      base[g] = values[from]!
      const span = values[to - 1]! - values[from]! + 1
      scale[g] = Math.min(1, 2 ** -Math.ceil(Math.log2(span / (to - from))))
      buckets = Math.floor((span - 1) * scale[g]!) + 1
    }
    bucketStart[g + 1] = bucketStart[g]! + buckets + 1
  }
  const first = new Int32Array(bucketStart[groups]!)
  for (let g = 0; g < groups; g++)
    fillBuckets({
      values,
      first,
      from: groupStart[g]!,
      to: groupStart[g + 1]!,
      bucketFrom: bucketStart[g]!,
      bucketTo: bucketStart[g + 1]!,
      base: base[g]!,
      scale: scale[g]!,
    })
  return { values, groupStart, base, scale, bucketStart, first }
}

interface Buckets {
  readonly values: Positions
  readonly first: Int32Array
  readonly from: number
  readonly to: number
  readonly bucketFrom: number
  readonly bucketTo: number
  readonly base: number
  readonly scale: number
}

function fillBuckets({ values, first, from, to, bucketFrom, bucketTo, base, scale }: Buckets): void {
  let bucket = bucketFrom
  for (let i = from; i < to; i++) {
    const own = bucketFrom + Math.floor((values[i]! - base) * scale)
    while (bucket <= own) first[bucket++] = i
  }
  while (bucket < bucketTo) first[bucket++] = to
}

const LINEAR = 8

/** The place of the first value >= `bound` in the group (an index into `values`): less `groupStart[group]` it is the number of values below. */
export function lowerBound(directory: RankDirectory, group: number, bound: number): number {
  const { values, first } = directory
  const from = directory.groupStart[group]!
  const to = directory.groupStart[group + 1]!
  if (from === to) return from
  const offset = bound - directory.base[group]!
  if (offset <= 0) return from
  const bucket = directory.bucketStart[group]! + Math.floor(offset * directory.scale[group]!)
  // The last entry of the group only closes the bucket before it.
  if (bucket >= directory.bucketStart[group + 1]! - 1) return to
  let low = first[bucket]!
  let high = first[bucket + 1]!
  while (high - low > LINEAR) {
    const middle = (low + high) >>> 1
    if (values[middle]! < bound) low = middle + 1
    else high = middle
  }
  while (low < high && values[low]! < bound) low++
  return low
}

/** How far around a hint is looked before the directory is asked. */
const NEAR = 8

/** As lowerBound, but looks around `hint` first: for queries in order the answer is mostly a few places from that of the query before. */
export function lowerBoundNear(directory: RankDirectory, group: number, search: { readonly bound: number; readonly hint: number }): number {
  const { values } = directory
  const { bound } = search
  const from = directory.groupStart[group]!
  const to = directory.groupStart[group + 1]!
  let place = search.hint
  if (place < from || place > to) return lowerBound(directory, group, bound)
  const low = place - NEAR
  const high = place + NEAR
  if (low > from && values[low - 1]! >= bound) return lowerBound(directory, group, bound)
  if (high < to && values[high]! < bound) return lowerBound(directory, group, bound)
  while (place > from && values[place - 1]! >= bound) place--
  while (place < to && values[place]! < bound) place++
  return place
}
