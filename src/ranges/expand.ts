/** Widens or narrows intervals by a number of bases, or by a factor of their length. */
import { type IntervalSet, type Positions, positionsLike } from './interval-set.ts'

export interface Expansion {
  /** Bases to add on the chosen sides (negative: to take away); a factor of the length for 'scale'. */
  readonly by: { readonly kind: 'pad'; readonly bases: number } | { readonly kind: 'scale'; readonly factor: number }
  readonly side: 'both' | 'left' | 'right'
  /** Length of the contig of each group where it is known, else NaN: the end is clipped there. Starts are clipped at 0. */
  readonly contigLengths?: Float64Array
}

/** An interval that would turn inside out collapses to zero length at its middle. Row order and length stay. */
export function expandIntervals(set: IntervalSet, expansion: Expansion): { readonly start: Positions; readonly end: Positions } {
  const start = positionsLike(new Float64Array(0), set.length)
  const end = positionsLike(new Float64Array(0), set.length)
  const left = expansion.side === 'right' ? 0 : 1
  const right = expansion.side === 'left' ? 0 : 1
  // Indices are bounded by set.length, hence `!`.
  for (let i = 0; i < set.length; i++) {
    const s = set.start[i]!
    const e = set.end[i]!
    const bases = expansion.by.kind === 'pad' ? expansion.by.bases : 0.5 * (expansion.by.factor - 1) * (e - s)
    let from = Math.round(s - left * bases)
    let to = Math.round(e + right * bases)
    if (from > to) from = to = Math.floor((from + to) / 2)
    const length = expansion.contigLengths?.[set.group[i]!] ?? Number.NaN
    if (to > length) to = length
    if (from > length) from = length
    start[i] = from < 0 ? 0 : from
    end[i] = to < 0 ? 0 : to
  }
  return { start, end }
}
