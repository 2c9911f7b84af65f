/** A frame as runs of neighbouring rows: one, or up to three around what EXCLUDE takes away. */
import type { Frames } from './window-rows.ts'

// `!` below: there are bounds for every row.

/** Starts and exclusive ends by turns, in the order of the rows; empty runs are left out. */
export function frameParts(frames: Frames, row: number): readonly number[] {
  const start = frames.starts[row]!
  const end = frames.ends[row]!
  const { holes } = frames
  if (end <= start) return []
  if (!holes) return [start, end]
  const holeStart = Math.min(end, Math.max(start, holes.starts[row]!))
  const holeEnd = Math.min(end, Math.max(start, holes.ends[row]!))
  if (holeStart >= holeEnd) return [start, end]
  const parts: number[] = []
  if (start < holeStart) parts.push(start, holeStart)
  if (holes.keeps === 'current-row' && row >= holeStart && row < holeEnd) parts.push(row, row + 1)
  if (holeEnd < end) parts.push(holeEnd, end)
  return parts
}
