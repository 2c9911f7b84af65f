/** The gaps between the covered bases, inside the intervals of a view (usually whole contigs). */
import type { IntervalSet } from './interval-set.ts'
import type { IntervalUnion } from './interval-union.ts'
import { buildSubtrahend, type Pieces, subtractUnion } from './subtract.ts'

/** The gaps in the order (row of the view, start). */
export function complement(view: IntervalSet, union: IntervalUnion): Pieces {
  return subtractUnion(view, buildSubtrahend(union), { from: 0, limit: Number.POSITIVE_INFINITY })
}
