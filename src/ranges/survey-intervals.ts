/** One pass over intervals: how many each group has, and how far they are from being sorted. */
import type { IntervalSet, SortedIntervals } from './interval-set.ts'

export interface Survey {
  /** groups + 1 entries: where each group stands once it is sorted. */
  readonly groupStart: Int32Array
  readonly shape: SortedIntervals['shape']
  /** 'sorted': by (group, start, end), none of group -1. 'blocks': the rows of each group follow each other. 'mixed': anything else. */
  readonly order: 'sorted' | 'blocks' | 'mixed'
}

/** `groups`: one more than the largest group code. */
export function surveyIntervals(set: IntervalSet, groups: number): Survey {
  const { group, start, end, length } = set
  const groupStart = new Int32Array(groups + 1)
  let last = -2
  let lastStart = 0
  let lastEnd = 0
  let runStart = 0
  let runs = 0
  const mostRuns = 8 * groups + 64
  let sorted = length === 0 || group[0]! >= 0
  let zero = false
  let inverted = false
  // Indices are bounded by the set's length and by groups, hence `!`.
  for (let i = 0; i < length; i++) {
    const g = group[i]!
    const s = start[i]!
    const e = end[i]!
    if (g === last) {
      if (s <= lastStart && (s < lastStart || e < lastEnd)) sorted = false
    } else {
      if (last >= 0) groupStart[last + 1]! += i - runStart
      if (g < last) sorted = false
      if (g >= 0 && ++runs > mostRuns) return surveyMixed(set, groupStart, { from: i, zero, inverted })
      last = g
      runStart = i
    }
    if (s >= e && g >= 0) {
      if (s > e) inverted = true
      else zero = true
    }
    lastStart = s
    lastEnd = e
  }
  if (last >= 0) groupStart[last + 1]! += length - runStart
  const filled = addUp(groupStart)
  return { groupStart, shape: shapeOf({ zero, inverted }), order: sorted ? 'sorted' : runs === filled ? 'blocks' : 'mixed' }
}

/** The rest of rows whose groups change very often. */
function surveyMixed(
  { group, start, end, length }: IntervalSet,
  groupStart: Int32Array,
  before: { readonly from: number; readonly zero: boolean; readonly inverted: boolean },
): Survey {
  let { zero, inverted } = before
  for (let i = before.from; i < length; i++) {
    const g = group[i]!
    if (g < 0) continue
    groupStart[g + 1]!++
    if (start[i]! < end[i]!) continue
    if (start[i]! > end[i]!) inverted = true
    else zero = true
  }
  addUp(groupStart)
  return { groupStart, shape: shapeOf({ zero, inverted }), order: 'mixed' }
}

/** Counts become places. How many groups have a row. */
function addUp(groupStart: Int32Array): number {
  let filled = 0
  for (let g = 1; g < groupStart.length; g++) {
    if (groupStart[g]! > 0) filled++
    groupStart[g]! += groupStart[g - 1]!
  }
  return filled
}

function shapeOf(has: { readonly zero: boolean; readonly inverted: boolean }): Survey['shape'] {
  return has.inverted ? 'inverted' : has.zero ? 'zero' : 'positive'
}
