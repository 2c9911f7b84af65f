/** Intervals that compare equal as equal words, for hashing and grouping: 1 month is 30 days, 1 day is 24 hours. */
import type { Column } from '../columnar/column.ts'
import { splitWords } from '../columnar/decimal-words.ts'
import { intervalAt, intervalMicroseconds } from '../columnar/interval-value.ts'

/** Four words a row: the interval in microseconds. */
export function canonicalIntervals(column: Column, from: number, to: number): Int32Array {
  const words = new Int32Array((to - from) * 4)
  const own = column.values as Int32Array // of an interval column
  for (let row = from; row < to; row++) splitWords(intervalMicroseconds(intervalAt(own, row)), words, (row - from) * 4)
  return words
}
