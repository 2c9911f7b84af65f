/** Sorts numbers in place that mostly stand close to their place: the ends of intervals that are sorted by their starts. */
import type { Positions } from './interval-set.ts'

/** How far values may move, in places a value, before the general sort takes over. */
const MOVES_A_VALUE = 16

export function sortNearlySorted(values: Positions): void {
  let moves = values.length * MOVES_A_VALUE
  // Indices are bounded by the loops, hence `!`.
  for (let i = 1; i < values.length; i++) {
    const value = values[i]!
    if (values[i - 1]! <= value) continue
    let j = i - 1
    while (j >= 0 && values[j]! > value) {
      values[j + 1] = values[j]!
      j--
    }
    values[j + 1] = value
    moves -= i - j
    if (moves < 0) {
      values.sort()
      return
    }
  }
}
