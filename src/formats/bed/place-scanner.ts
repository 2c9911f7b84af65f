/** The starts and ends of records, read in one pass over their lines: the columns, and their check against each other, share it. */
import { parseInteger } from '../text/parse-integer.ts'
import { parseLooseInteger } from '../text/parse-loosely.ts'
import { fieldEnd, fieldStart, fieldsOfRows, type TextRows } from '../text/text-rows.ts'

const TAB = 9
const ZERO = 48
/** Any number of this many digits is exact. */
const EXACT_DIGITS = 15
const START = 1
const END = 2

export class PlaceScanner {
  /** By row, as in the file; NaN where there is no number. Valid until the next scan. */
  starts = new Float64Array(0)
  ends = new Float64Array(0)
  /** The same for rows whose places are all in order: where they are there, `starts` and `ends` are not filled. Valid until the next scan. */
  whole: { readonly starts: Int32Array; readonly ends: Int32Array } | undefined
  private readonly wantsEnds: boolean

  /** `last`: the last of the two that is wanted. */
  constructor(last: 'start' | 'end') {
    this.wantsEnds = last === 'end'
  }

  scan(rows: TextRows): void {
    const { count } = rows
    this.whole = this.wantsEnds ? wholePlaces(rows) : undefined
    if (this.whole) return
    if (this.starts.length < count) {
      this.starts = new Float64Array(count)
      this.ends = new Float64Array(count)
    }
    if (this.wantsEnds) scanBoth(rows, this.starts, this.ends)
    else scanStarts(rows, this.starts)
  }
}

function wholePlaces(rows: TextRows): PlaceScanner['whole'] {
  const quick = fieldsOfRows(rows)
  return quick?.fields.places(quick.line, rows.count, START)
}

// In range below: rows are numbered below count, the block lists the first tab of each line, and what follows lies before the line's end.

function scanStarts(rows: TextRows, starts: Float64Array): void {
  const { bytes, positions, bases, ends: lineEnds, count } = rows
  for (let row = 0; row < count; row++) {
    const from = positions[bases[row]!]! + 1
    const lineEnd = lineEnds[row]!
    let at = from
    let value = 0
    for (; at < lineEnd; at++) {
      const digit = bytes[at]! - ZERO
      if (digit < 0 || digit > 9) break
      value = value * 10 + digit
    }
    const isNumber = at > from && at - from <= EXACT_DIGITS && (at === lineEnd || bytes[at] === TAB)
    starts[row] = isNumber ? value : slowly(rows, row, START)
  }
}

function scanBoth(rows: TextRows, starts: Float64Array, ends: Float64Array): void {
  const { bytes, positions, bases, ends: lineEnds, count } = rows
  for (let row = 0; row < count; row++) {
    const from = positions[bases[row]!]! + 1
    const lineEnd = lineEnds[row]!
    let at = from
    let start = 0
    for (; at < lineEnd; at++) {
      const digit = bytes[at]! - ZERO
      if (digit < 0 || digit > 9) break
      start = start * 10 + digit
    }
    if (at === from || at - from > EXACT_DIGITS || at >= lineEnd || bytes[at] !== TAB) {
      starts[row] = slowly(rows, row, START)
      ends[row] = slowly(rows, row, END)
      continue
    }
    starts[row] = start
    const second = ++at
    let end = 0
    for (; at < lineEnd; at++) {
      const digit = bytes[at]! - ZERO
      if (digit < 0 || digit > 9) break
      end = end * 10 + digit
    }
    const isNumber = at > second && at - second <= EXACT_DIGITS && (at === lineEnd || bytes[at] === TAB)
    ends[row] = isNumber ? end : slowly(rows, row, END)
  }
}

/** bedtools, too, takes 8e02 for a position. */
function slowly(rows: TextRows, row: number, field: number): number {
  const from = fieldStart(rows, row, field)
  const to = fieldEnd(rows, row, field)
  if (to <= from) return Number.NaN
  const position = parseInteger(rows.bytes, from, to)
  return Number.isNaN(position) ? parseLooseInteger(rows.bytes, from, to) : position
}
