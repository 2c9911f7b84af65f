/** Frames with the repeated ones left out: neighbouring rows often share one, such as a whole partition. */
import type { Frames } from '../../functions/window/window-rows.ts'

export interface DistinctFrames {
  /** For each row the number of its frame, which belongs to `rows[number]`, the first row that has it. */
  readonly frameOf: Uint32Array
  readonly rows: Uint32Array
}

// `!` below: there are bounds for every row.

export function distinctFrames(frames: Frames): DistinctFrames {
  const length = frames.starts.length
  const frameOf = new Uint32Array(length)
  const rows = new Uint32Array(length)
  let count = 0
  for (let row = 0; row < length; row++) {
    if (row === 0 || differs(frames, row)) rows[count++] = row
    frameOf[row] = count - 1
  }
  return { frameOf, rows: rows.slice(0, count) }
}

function differs({ starts, ends, holes }: Frames, row: number): boolean {
  if (starts[row] !== starts[row - 1] || ends[row] !== ends[row - 1]) return true
  if (!holes) return false
  return holes.keeps === 'current-row' || holes.starts[row] !== holes.starts[row - 1] || holes.ends[row] !== holes.ends[row - 1]
}
