/** Rows start..end of a column. Copies validity and boolean bits; all other buffers are shared. */
import { countBits, sliceBits } from './bitmap.ts'
import type { Column } from './column.ts'
import { fixedWidth } from './fixed-width.ts'

export function sliceColumn(column: Column, start: number, end: number): Column {
  if (start === 0 && end === column.length) return column
  const { type } = column
  const length = end - start
  const sliced = sliceValues(column, start, end)
  if (type.kind === 'null') return { ...sliced, nullCount: length }
  if (column.validity === undefined) return sliced
  const validity = sliceBits(column.validity, start, end)
  const nullCount = length - countBits(validity, length)
  return nullCount === 0 ? sliced : { ...sliced, nullCount, validity }
}

function sliceValues(column: Column, start: number, end: number): Column {
  const { type, values, offsets, children, dictionary } = column
  const base = { type, length: end - start, nullCount: 0, values }
  // Column promises offsets and children where its type has them.
  switch (type.kind) {
    case 'null':
      return base
    case 'boolean':
      return { ...base, values: sliceBits(values as Uint8Array, start, end) }
    case 'utf8':
    case 'binary':
      return { ...base, offsets: offsets!.subarray(start, end + 1) }
    case 'list':
      return { ...base, offsets: offsets!.subarray(start, end + 1), children: children! }
    case 'struct':
      return { ...base, children: children!.map(child => sliceColumn(child, start, end)) }
    default: {
      const layout = fixedWidth(type)! // the types without one stand above
      const entries = (layout.bytesPerRow * (end - start)) / layout.array.prototype.BYTES_PER_ELEMENT
      const part = new layout.array(values.buffer, values.byteOffset + start * layout.bytesPerRow, entries)
      return dictionary === undefined ? { ...base, values: part } : { ...base, values: part, dictionary }
    }
  }
}
