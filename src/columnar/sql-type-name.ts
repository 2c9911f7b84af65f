/** A type as SQL writes it: INTEGER, VARCHAR, DOUBLE[]. For messages and for CAST in EXPLAIN. */

import { unreachable } from '../common/unreachable.ts'
import type { DataType } from './data-type.ts'

export function sqlTypeName(type: DataType): string {
  switch (type.kind) {
    case 'null':
      return 'NULL'
    case 'boolean':
      return 'BOOLEAN'
    case 'utf8':
    case 'dictionary':
      return 'VARCHAR'
    case 'binary':
      return 'BLOB'
    case 'date':
      return 'DATE'
    case 'time':
      return 'TIME'
    case 'float32':
      return 'REAL'
    case 'float64':
      return 'DOUBLE'
    case 'int8':
      return 'TINYINT'
    case 'int16':
      return 'SMALLINT'
    case 'int32':
      return 'INTEGER'
    case 'int64':
      return 'BIGINT'
    case 'uint8':
      return 'UTINYINT'
    case 'uint16':
      return 'USMALLINT'
    case 'uint32':
      return 'UINTEGER'
    case 'uint64':
      return 'UBIGINT'
    case 'decimal':
      return `DECIMAL(${type.precision},${type.scale})`
    case 'timestamp':
      return type.timezone === undefined ? 'TIMESTAMP' : 'TIMESTAMP WITH TIME ZONE'
    case 'interval':
      return 'INTERVAL'
    case 'list':
      return `${sqlTypeName(type.item)}[]`
    case 'struct':
      return `STRUCT(${type.fields.map(field => `${field.name} ${sqlTypeName(field.type)}`).join(', ')})`
    default:
      return unreachable(type)
  }
}
