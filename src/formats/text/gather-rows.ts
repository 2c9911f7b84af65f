/** The records of a block of lines: header lines, comments and empty lines are left out. */
import type { LineBlock } from '../../io/lines/line-block.ts'
import type { LineRule } from './line-rule.ts'
import type { TextRows } from './text-rows.ts'

const CARRIAGE_RETURN = 13

/** What a partition has met so far. A header line in front of the records is the header, wherever the partition begins. */
export interface GatherState {
  sawRecord: boolean
  /** A line was met behind which no records follow. */
  isOver: boolean
}

export interface GatherRequest {
  readonly block: LineBlock
  readonly line: number
  readonly rule: LineRule
  readonly state: GatherState
  readonly most: number
}

/** Adds lines from `line` on until `rows` is full; gives the next line. Calls `met` with the start of each left-out line behind a record. */
export function gatherRows(rows: TextRows, from: GatherRequest, met: (start: number) => void): number {
  const { block, state, most, rule } = from
  const { bytes, positions, stride } = block
  const { suspects } = rule
  let line = gatherPlain(rows, from)
  rows.firstLine = rows.count > 0 && line === from.line + rows.count ? from.line : -1
  if (line === block.count || rows.count === most) {
    if (rows.count > 0) state.sawRecord = true
    return line
  }
  // In range: `positions` holds `stride` numbers for each of `count` lines.
  let start = line === 0 ? block.start : positions[line * stride - 1]! + 1
  let count = rows.count
  for (; line < block.count && count < most; line++) {
    const newline = positions[line * stride + stride - 1]!
    const end = newline > start && bytes[newline - 1] === CARRIAGE_RETURN ? newline - 1 : newline
    if (end > start) {
      const isSuspect = suspects[bytes[start]!] === 1
      if (isSuspect && rule.ends?.(bytes, start, end)) {
        state.isOver = true
        break
      }
      if (isSuspect && rule.skips(bytes, start, end)) {
        if (state.sawRecord || count > 0) met(start)
      } else {
        rows.starts[count] = start
        rows.ends[count] = end
        rows.bases[count] = line * stride
        count++
      }
    }
    start = newline + 1
  }
  if (count > rows.count) rows.firstLine = -1
  rows.count = count
  if (count > 0) state.sawRecord = true
  return line
}

/** The lines in front that are records without a doubt, without a look at each; gives the line behind them. */
function gatherPlain(rows: TextRows, { block, line, rule, most }: GatherRequest): number {
  if (block.fields === undefined || rows.count > 0) return line
  const { starts, ends, bases } = block.fields.records(line, Math.min(block.count - line, most, block.fields.most), rule.suspects)
  rows.starts.set(starts)
  rows.ends.set(ends)
  rows.bases.set(bases)
  rows.count = starts.length
  return line + starts.length
}
