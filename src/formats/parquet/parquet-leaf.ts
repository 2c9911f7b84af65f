/** The column type of a leaf of a Parquet schema, by its physical type and what is noted beside it (Parquet format, LogicalTypes.md). */
import type { SchemaElement } from 'hyparquet'
import type { DataType } from '../../columnar/data-type.ts'
import { MAX_PRECISION } from '../../columnar/decimal-words.ts'
import type { LeafKind } from './parquet-node.ts'

export interface ParquetLeaf {
  readonly type: DataType
  readonly leaf: LeafKind
  /** Of a decimal: its digits behind the point. */
  readonly scale?: number
}

/** Undefined: there is no such column type. */
export function parquetLeaf(element: SchemaElement): ParquetLeaf | undefined {
  const { type, converted_type: converted, logical_type: logical } = element
  if (converted === 'DECIMAL' || logical?.type === 'DECIMAL') return decimalLeaf(element)
  switch (type) {
    case 'BOOLEAN':
      return value({ kind: 'boolean' })
    case 'FLOAT':
      return value({ kind: 'float32' })
    case 'DOUBLE':
      return value({ kind: 'float64' })
    case 'INT96':
      return { type: { kind: 'timestamp', unit: 'us' }, leaf: 'nanoseconds' }
    case 'INT32':
      return converted === 'DATE' || logical?.type === 'DATE' ? value({ kind: 'date' }) : integerLeaf(element, 32)
    case 'INT64':
      return timestampLeaf(element) ?? integerLeaf(element, 64)
    case 'BYTE_ARRAY':
      return value({ kind: isText(element) ? 'utf8' : 'binary' })
    case 'FIXED_LEN_BYTE_ARRAY':
      if (logical?.type === 'UUID') return { type: { kind: 'utf8' }, leaf: 'uuid' }
      if (logical?.type === 'FLOAT16') return { type: { kind: 'float32' }, leaf: 'float16' }
      return converted === 'INTERVAL' ? undefined : value({ kind: 'binary' })
    default:
      return undefined
  }
}

function value(type: DataType): ParquetLeaf {
  return { type, leaf: 'value' }
}

function isText({ converted_type, logical_type }: SchemaElement): boolean {
  const converted = ['UTF8', 'ENUM', 'JSON'].includes(converted_type ?? '')
  return converted || ['STRING', 'ENUM', 'JSON'].includes(logical_type?.type ?? '')
}

function integerLeaf({ converted_type, logical_type }: SchemaElement, width: 32 | 64): ParquetLeaf {
  const noted = /^(U?)INT_(8|16|32|64)$/.exec(converted_type ?? '')
  const integer = logical_type?.type === 'INTEGER' ? logical_type : undefined
  const isSigned = integer === undefined ? noted?.[1] !== 'U' : integer.isSigned
  const bits = integer?.bitWidth ?? Number(noted?.[2] ?? width)
  // Whoever wrote the file chose 64 bits on purpose.
  if (bits === 64) return isSigned ? value({ kind: 'int64', declared: true }) : { type: { kind: 'uint64' }, leaf: 'unsigned' }
  // bits is 8, 16 or 32.
  const kind = `${isSigned ? 'int' : 'uint'}${bits}` as 'int8' | 'int16' | 'int32' | 'uint8' | 'uint16' | 'uint32'
  return isSigned ? value({ kind }) : { type: { kind }, leaf: 'unsigned' }
}

function timestampLeaf({ converted_type, logical_type }: SchemaElement): ParquetLeaf | undefined {
  const timestamp = logical_type?.type === 'TIMESTAMP' ? logical_type : undefined
  const unit =
    timestamp?.unit ?? (converted_type === 'TIMESTAMP_MILLIS' ? 'MILLIS' : converted_type === 'TIMESTAMP_MICROS' ? 'MICROS' : undefined)
  if (unit === undefined) return undefined
  const base = { kind: 'timestamp', unit: unit === 'MILLIS' ? 'ms' : 'us' } as const
  const type: DataType = timestamp?.isAdjustedToUTC ? { ...base, timezone: 'UTC' } : base
  return { type, leaf: unit === 'NANOS' ? 'nanoseconds' : 'value' }
}

function decimalLeaf(element: SchemaElement): ParquetLeaf {
  const { logical_type: logical } = element
  const scale = (logical?.type === 'DECIMAL' ? logical.scale : element.scale) ?? 0
  const precision = (logical?.type === 'DECIMAL' ? logical.precision : element.precision) ?? 0
  if (precision >= 1 && precision <= MAX_PRECISION && scale >= 0 && scale <= precision) {
    return { type: { kind: 'decimal', precision, scale }, leaf: 'decimal', scale }
  }
  // More digits than 128 bits hold: the nearest double.
  return { type: { kind: 'float64' }, leaf: 'decimal', scale }
}
