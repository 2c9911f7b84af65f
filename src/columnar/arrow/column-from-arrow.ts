/**
 * Arrow data as a column, over the same buffers where the layouts agree. In apache-arrow's sliced data `offset` counts for
 * validity and boolean bits only: the other buffers and struct children are cut already.
 */
import { type Data, DateUnit, Precision, TimeUnit, Type } from 'apache-arrow'
import { bitmapBytes, sliceBits } from '../bitmap.ts'
import type { Column } from '../column.ts'
import type { DataType } from '../data-type.ts'
import { isWideDecimal } from '../decimal-words.ts'
import { fixedWidth } from '../fixed-width.ts'
import { sliceColumn } from '../slice-column.ts'
import { decimals, halfFloats, intervals, nanosecondsToMicroseconds, secondsToMilliseconds } from './arrow-numbers.ts'
import { bytesOfViews, largeOffsets, multiplesOf, offsetsOf } from './arrow-offsets.ts'
import type { ArrowTarget } from './arrow-target.ts'
import { dictionaryFromArrow } from './dictionary-from-arrow.ts'

// Casts and `!` below: Arrow's typeId says which buffers and parameters the data has.

export function columnFromArrow(data: Data, target: ArrowTarget): Column {
  if (data.typeId === Type.Dictionary) return dictionaryFromArrow(data, target, columnFromArrow)
  return { type: target.type, length: data.length, ...arrowValidity(data), ...buffersFromArrow(data, target) }
}

function arrowValidity(data: Data): Pick<Column, 'nullCount' | 'validity'> {
  const { length, offset, nullBitmap, nullCount } = data
  if (data.typeId === Type.Null) return { nullCount: length }
  if (nullCount === 0 || nullBitmap === undefined || nullBitmap.length === 0) return { nullCount: 0 }
  return {
    nullCount,
    validity: offset === 0 ? nullBitmap.subarray(0, bitmapBytes(length)) : sliceBits(nullBitmap, offset, offset + length),
  }
}

function buffersFromArrow(data: Data, target: ArrowTarget): Pick<Column, 'values' | 'offsets' | 'children'> {
  const { length, offset, values, valueOffsets, stride } = data
  const nothing = new Uint8Array(0)
  switch (data.typeId as Type) {
    case Type.Null:
      return { values: nothing }
    case Type.Bool:
      return { values: offset === 0 ? values : sliceBits(values, offset, offset + length) }
    case Type.Utf8:
    case Type.Binary:
      return { values: values ?? nothing, offsets: offsetsOf(valueOffsets, length) }
    case Type.LargeUtf8:
    case Type.LargeBinary:
      return { values: values ?? nothing, offsets: largeOffsets(valueOffsets as unknown as BigInt64Array, length) }
    case Type.Utf8View:
    case Type.BinaryView:
      return bytesOfViews(values.subarray(0, length * 16), data.variadicBuffers, row => data.getValid(row))
    case Type.FixedSizeBinary:
      return { values, offsets: multiplesOf(stride, length) }
    case Type.List:
    case Type.Map:
      return { values: nothing, offsets: offsetsOf(valueOffsets, length), children: [childOf(data, target, 0)] }
    case Type.LargeList:
      return {
        values: nothing,
        offsets: largeOffsets(valueOffsets as unknown as BigInt64Array, length),
        children: [childOf(data, target, 0)],
      }
    case Type.FixedSizeList:
      return { values: nothing, offsets: multiplesOf(stride, length), children: [childOf(data, target, 0)] }
    case Type.Struct:
      return { values: nothing, children: data.children.map((_, i) => sliceColumn(childOf(data, target, i), 0, length)) }
    default:
      return { values: numbersFromArrow(data, target.type) }
  }
}

function childOf(data: Data, target: ArrowTarget, index: number): Column {
  const { type, dictionaries, path } = target
  const childType = type.kind === 'list' ? type.item : (type as DataType & { kind: 'struct' }).fields[index]!.type
  return columnFromArrow(data.children[index]!, { type: childType, dictionaries, path: `${path}.${index}` })
}

function numbersFromArrow(data: Data, type: DataType): ArrayBufferView {
  const { length, values, stride } = data
  const { unit, precision, scale = 0 } = data.type as { unit?: number; precision?: number; scale?: number }
  switch (data.typeId as Type) {
    case Type.Decimal:
      return decimals(new Uint32Array(values.buffer, values.byteOffset, length * stride), {
        length,
        stride,
        scale,
        target: type.kind !== 'decimal' ? 'float64' : isWideDecimal(type) ? 'four-words' : 'two-words',
      })
    case Type.Float:
      if (precision === Precision.HALF) return halfFloats(values, length)
      break
    case Type.Interval:
      if (stride !== 4) return intervals(values, length, stride)
      break
    case Type.Date:
      if (unit === DateUnit.DAY) break
      return values.subarray(0, length)
    case Type.Time:
      return timesOfDay(values as Int32Array | BigInt64Array, length, PER_MICROSECOND[unit ?? TimeUnit.MICROSECOND] ?? [1n, 1n]) // of 32 bits, or of 64
    case Type.Timestamp:
      if (unit === TimeUnit.SECOND) return secondsToMilliseconds(values, length)
      if (unit === TimeUnit.NANOSECOND) return nanosecondsToMicroseconds(values, length)
      break
  }
  const { array, bytesPerRow } = fixedWidth(type)!
  return new array(values.buffer, values.byteOffset, (length * bytesPerRow) / array.prototype.BYTES_PER_ELEMENT)
}

/** By unit: what a value is multiplied with and divided by. */
const PER_MICROSECOND: { readonly [unit: number]: readonly [bigint, bigint] } = {
  [TimeUnit.SECOND]: [1_000_000n, 1n],
  [TimeUnit.MILLISECOND]: [1000n, 1n],
  [TimeUnit.MICROSECOND]: [1n, 1n],
  [TimeUnit.NANOSECOND]: [1n, 1000n],
}

function timesOfDay(values: Int32Array | BigInt64Array, length: number, [by, over]: readonly [bigint, bigint]): BigInt64Array {
  return BigInt64Array.from({ length }, (_, row) => (BigInt(values[row] ?? 0) * by) / over)
}
