/** A column type as EXPLAIN and messages print it: 'UInt32', 'Dictionary<Utf8>', 'List<Int32>', 'Struct<a: Int32>'. */
import type { DataType } from './data-type.ts'

const NAMES = {
  null: 'Null',
  boolean: 'Boolean',
  int8: 'Int8',
  int16: 'Int16',
  int32: 'Int32',
  int64: 'Int64',
  uint8: 'UInt8',
  uint16: 'UInt16',
  uint32: 'UInt32',
  uint64: 'UInt64',
  float32: 'Float32',
  float64: 'Float64',
  utf8: 'Utf8',
  binary: 'Binary',
  dictionary: 'Dictionary<Utf8>',
  date: 'Date',
  time: 'Time(us)',
  interval: 'Interval',
} as const

export function typeName(type: DataType): string {
  switch (type.kind) {
    case 'decimal':
      return `Decimal(${type.precision}, ${type.scale})`
    case 'timestamp':
      return type.timezone === undefined ? `Timestamp(${type.unit})` : `Timestamp(${type.unit}, ${type.timezone})`
    case 'list':
      return `List<${typeName(type.item)}>`
    case 'struct':
      return `Struct<${type.fields.map(field => `${field.name}: ${typeName(field.type)}`).join(', ')}>`
    default:
      return NAMES[type.kind]
  }
}
