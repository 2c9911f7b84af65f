/** How many bytes the rows of a batch take. Dictionaries are not counted: all batches of a scan share them. */
import type { Batch } from './batch.ts'
import { bitmapBytes } from './bitmap.ts'
import type { Column } from './column.ts'
import { fixedWidth } from './fixed-width.ts'

export function batchBytes(batch: Batch): number {
  return batch.columns.reduce((sum, column) => sum + columnBytes(column, 0, column.length), 0)
}

/** What rows start..end use, whatever the size of the buffers below. */
function columnBytes(column: Column, start: number, end: number): number {
  const { type, validity, offsets, children } = column
  const rows = end - start
  const bits = validity === undefined ? 0 : bitmapBytes(rows)
  const width = fixedWidth(type)
  if (width !== undefined) return bits + rows * width.bytesPerRow
  if (type.kind === 'boolean') return bits + bitmapBytes(rows)
  if (type.kind === 'struct') return (children ?? []).reduce((sum, child) => sum + columnBytes(child, start, end), bits)
  if (offsets === undefined) return bits
  const from = offsets[start]! // start and end are rows of the column, so offsets has both
  const to = offsets[end]!
  const items = children?.[0]
  return bits + (rows + 1) * 4 + (items === undefined ? to - from : columnBytes(items, from, to))
}
