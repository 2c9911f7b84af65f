/** The Arrow type of a column type. Dictionary types get a fresh dictionary id, so convert a schema once. */
import {
  type DataType as ArrowType,
  Binary,
  Bool,
  DateDay,
  Decimal,
  Dictionary,
  Field,
  Float32,
  Float64,
  Int8,
  Int16,
  Int32,
  Int64,
  IntervalMonthDayNano,
  List,
  Null,
  Struct,
  TimeMicrosecond,
  TimestampMicrosecond,
  TimestampMillisecond,
  Uint8,
  Uint16,
  Uint32,
  Uint64,
  Utf8,
} from 'apache-arrow'
import type { DataType, Field as OwnField } from '../data-type.ts'

export function typeToArrow(type: DataType): ArrowType {
  switch (type.kind) {
    case 'decimal':
      return new Decimal(type.scale, type.precision, 128)
    case 'timestamp':
      return type.unit === 'ms' ? new TimestampMillisecond(type.timezone) : new TimestampMicrosecond(type.timezone)
    case 'list':
      return new List(new Field('item', typeToArrow(type.item), true))
    case 'struct':
      return new Struct(type.fields.map(field => fieldToArrow(field, field.name)))
    default:
      return SIMPLE_TYPES[type.kind]()
  }
}

export function fieldToArrow(field: OwnField, name: string): Field {
  return new Field(name, typeToArrow(field.type), field.nullable, new Map(Object.entries(field.metadata ?? {})))
}

const SIMPLE_TYPES = {
  null: () => new Null(),
  boolean: () => new Bool(),
  int8: () => new Int8(),
  int16: () => new Int16(),
  int32: () => new Int32(),
  int64: () => new Int64(),
  uint8: () => new Uint8(),
  uint16: () => new Uint16(),
  uint32: () => new Uint32(),
  uint64: () => new Uint64(),
  float32: () => new Float32(),
  float64: () => new Float64(),
  utf8: () => new Utf8(),
  binary: () => new Binary(),
  dictionary: () => new Dictionary(new Utf8(), new Int32()),
  time: () => new TimeMicrosecond(),
  date: () => new DateDay(),
  interval: () => new IntervalMonthDayNano(),
} as const
