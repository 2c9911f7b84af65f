/** The records of a block of lines: header lines and empty lines are left out. */
import type { LineBlock } from '../../io/lines/line-block.ts'
import type { VcfRows } from './vcf-rows.ts'

const HASH = 35
const CARRIAGE_RETURN = 13

/** What a partition has met so far. A header line among records is a fault; in front of them it is the header, wherever the partition begins. */
export interface GatherState {
  sawRecord: boolean
}

/** Adds lines from `line` on until `rows` is full; gives the next line. Calls `misplaced` with the start of a header line among records. */
export function gatherRows(
  rows: VcfRows,
  from: { readonly block: LineBlock; readonly line: number; readonly state: GatherState; readonly most: number },
  misplaced: (start: number) => void,
): number {
  const { block, state, most } = from
  const { bytes, positions, stride } = block
  let line = from.line
  // In range: `positions` holds `stride` numbers for each of `count` lines.
  let start = line === 0 ? block.start : positions[line * stride - 1]! + 1
  let count = rows.count
  for (; line < block.count && count < most; line++) {
    const newline = positions[line * stride + stride - 1]!
    const end = newline > start && bytes[newline - 1] === CARRIAGE_RETURN ? newline - 1 : newline
    if (end > start && bytes[start] !== HASH) {
      rows.starts[count] = start
      rows.ends[count] = end
      rows.bases[count] = line * stride
      count++
    } else if (end > start && (state.sawRecord || count > 0)) misplaced(start)
    start = newline + 1
  }
  rows.count = count
  if (count > 0) state.sawRecord = true
  return line
}
