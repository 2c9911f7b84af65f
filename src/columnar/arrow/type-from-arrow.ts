/** The column type that holds values of an Arrow type. */
import { type Field as ArrowField, type DataType as ArrowType, DateUnit, Precision, TimeUnit, Type } from 'apache-arrow'
import { QueryError } from '../../common/errors.ts'
import type { DataType, Field } from '../data-type.ts'
import { MAX_PRECISION } from '../decimal-words.ts'

const INTEGERS: { readonly [name: string]: DataType } = {
  Int8: { kind: 'int8' },
  Int16: { kind: 'int16' },
  Int32: { kind: 'int32' },
  // Whoever brings Arrow chose 64 bits on purpose.
  Int64: { kind: 'int64', declared: true },
  Uint8: { kind: 'uint8' },
  Uint16: { kind: 'uint16' },
  Uint32: { kind: 'uint32' },
  Uint64: { kind: 'uint64' },
}

/** `column`: for the error when the type has no counterpart (unions, times, durations). */
export function typeFromArrow(arrowType: ArrowType, column: string): DataType {
  // The casts restate what typeId says: Arrow's classes carry their parameters under one interface each.
  switch (arrowType.typeId as Type) {
    case Type.Null:
      return { kind: 'null' }
    case Type.Bool:
      return { kind: 'boolean' }
    case Type.Int: {
      const { isSigned, bitWidth } = arrowType as ArrowType & { isSigned: boolean; bitWidth: number }
      return INTEGERS[`${isSigned ? 'Int' : 'Uint'}${bitWidth}`] ?? unsupported(arrowType, column)
    }
    case Type.Float:
      return { kind: (arrowType as ArrowType & { precision: Precision }).precision === Precision.DOUBLE ? 'float64' : 'float32' }
    case Type.Utf8:
    case Type.LargeUtf8:
    case Type.Utf8View:
      return { kind: 'utf8' }
    case Type.Binary:
    case Type.LargeBinary:
    case Type.BinaryView:
    case Type.FixedSizeBinary:
      return { kind: 'binary' }
    case Type.Decimal: {
      const { precision, scale } = arrowType as ArrowType & { precision: number; scale: number }
      // Decimals of 256 bits become doubles.
      return precision <= MAX_PRECISION && scale >= 0 && scale <= precision ? { kind: 'decimal', precision, scale } : { kind: 'float64' }
    }
    case Type.Date:
      return (arrowType as ArrowType & { unit: DateUnit }).unit === DateUnit.DAY ? { kind: 'date' } : { kind: 'timestamp', unit: 'ms' }
    case Type.Time:
      return { kind: 'time' }
    case Type.Timestamp:
      return timestampFromArrow(arrowType as ArrowType & { unit: TimeUnit; timezone?: string | null })
    case Type.Interval:
      return { kind: 'interval' }
    case Type.List:
    case Type.LargeList:
    case Type.FixedSizeList:
    case Type.Map:
      return { kind: 'list', item: typeFromArrow(arrowType.children[0]!.type, column) } // each of the four has one child
    case Type.Struct:
      return { kind: 'struct', fields: arrowType.children.map(fieldFromArrow) }
    case Type.Dictionary: {
      const item = typeFromArrow((arrowType as ArrowType & { dictionary: ArrowType }).dictionary, column)
      return item.kind === 'utf8' ? { kind: 'dictionary' } : item
    }
    default:
      return unsupported(arrowType, column)
  }
}

export function fieldFromArrow(field: ArrowField): Field {
  const base = { name: field.name, type: typeFromArrow(field.type, field.name), nullable: field.nullable }
  return field.metadata.size === 0 ? base : { ...base, metadata: Object.fromEntries(field.metadata) }
}

/** Seconds become milliseconds, nanoseconds microseconds (towards the past). */
function timestampFromArrow({ unit, timezone }: { readonly unit: TimeUnit; readonly timezone?: string | null }): DataType {
  const ours = unit === TimeUnit.SECOND || unit === TimeUnit.MILLISECOND ? 'ms' : 'us'
  return timezone ? { kind: 'timestamp', unit: ours, timezone } : { kind: 'timestamp', unit: ours }
}

function unsupported(arrowType: ArrowType, column: string): never {
  throw new QueryError(
    'NOT_IMPLEMENTED',
    `Column "${column}" has the Arrow type ${arrowType}, which has no counterpart here. Cast it before it is registered.`,
  )
}
