/** The typed arrays of a column and of its children, without those of dictionaries. */
import type { Column } from './column.ts'

export function columnBuffers(column: Column): readonly ArrayBufferView[] {
  const buffers: ArrayBufferView[] = [column.values]
  if (column.validity !== undefined) buffers.push(column.validity)
  if (column.offsets !== undefined) buffers.push(column.offsets)
  for (const child of column.children ?? []) buffers.push(...columnBuffers(child))
  return buffers
}
