/** Positions as a column of the type that the input's had: they must fit it. */
import type { Column } from '../../columnar/column.ts'
import type { DataType } from '../../columnar/data-type.ts'
import { fixedWidth, type NumberArray } from '../../columnar/fixed-width.ts'
import type { Positions } from '../../ranges/interval-set.ts'
import { int64Column } from './int64-column.ts'

/** `shift` is added to each. Where nothing changes the positions themselves become the column. */
export function positionColumn(type: DataType, positions: Positions, shift: number): Column {
  const { length } = positions
  const layout = fixedWidth(type)
  if (!layout || layout.bytesPerRow === 8) return { ...int64Column(positions, shift), type }
  if (type.kind === 'int32' && shift === 0 && positions instanceof Int32Array) return { type, length, nullCount: 0, values: positions }
  const values = new layout.array(new ArrayBuffer(length * layout.bytesPerRow)) as NumberArray // positions are integers, of at most 4 bytes here
  for (let i = 0; i < length; i++) values[i] = positions[i]! + shift // i < length
  return { type, length, nullCount: 0, values }
}
