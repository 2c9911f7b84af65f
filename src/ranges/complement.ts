/** The gaps between the covered bases, inside the intervals of a view (usually whole contigs). */
import type { IntervalSet } from './interval-set.ts'
import type { IntervalUnion } from './interval-union.ts'
import { buildSubtrahend, type Pieces, subtractUnion } from './subtract.ts'

/** The view is ordered by (group, start), each group in one piece. The gaps come in the order (group, start, end, row of the view). */
export function complement(view: IntervalSet, union: IntervalUnion): Pieces {
  const gaps = subtractUnion(view, buildSubtrahend(union), { from: 0, limit: Number.POSITIVE_INFINITY })
  return isOrdered(gaps, view.group) ? gaps : ordered(gaps, view.group)
}

/** Where rows of the view overlap, a row's gaps may start behind those of the row after it. */
function isOrdered({ length, row, start, end }: Pieces, group: Int32Array): boolean {
  // Indices are bounded by length, rows by the view, hence `!`.
  for (let i = 1; i < length; i++) {
    if (group[row[i]!] !== group[row[i - 1]!]) continue
    if (start[i]! < start[i - 1]! || (start[i] === start[i - 1] && end[i]! < end[i - 1]!)) return false
  }
  return true
}

function ordered(gaps: Pieces, group: Int32Array): Pieces {
  const { length, row, start, end } = gaps
  // Below, places are bounded by length and rows by the view, hence `!`. Groups stand in one piece: of two, the one of lower rows comes first.
  const places = Int32Array.from({ length }, (_, i) => i).sort((i, j) =>
    group[row[i]!] === group[row[j]!] ? start[i]! - start[j]! || end[i]! - end[j]! || i - j : row[i]! - row[j]!,
  )
  const take = (values: ArrayLike<number>) => (_: number, i: number) => values[places[i]!]!
  return { ...gaps, row: row.map(take(row)), start: start.map(take(start)), end: end.map(take(end)) }
}
