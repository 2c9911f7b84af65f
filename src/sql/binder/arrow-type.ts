/** A type from the text that Arrow writes it with: 'Int64', 'Timestamp(Microsecond, None)', 'List(Utf8)', 'Dictionary(Int32, Utf8)'. */
import type { DataType } from '../../columnar/data-type.ts'

const SIMPLE: { readonly [name: string]: DataType } = {
  null: { kind: 'null' },
  boolean: { kind: 'boolean' },
  int8: { kind: 'int8' },
  int16: { kind: 'int16' },
  int32: { kind: 'int32' },
  int64: { kind: 'int64', declared: true },
  uint8: { kind: 'uint8' },
  uint16: { kind: 'uint16' },
  uint32: { kind: 'uint32' },
  uint64: { kind: 'uint64' },
  float32: { kind: 'float32' },
  float64: { kind: 'float64' },
  utf8: { kind: 'utf8' },
  largeutf8: { kind: 'utf8' },
  utf8view: { kind: 'utf8' },
  binary: { kind: 'binary' },
  largebinary: { kind: 'binary' },
  binaryview: { kind: 'binary' },
  date32: { kind: 'date' },
}

/** Undefined: no type of that name. */
export function arrowType(text: string): DataType | undefined {
  const simple = SIMPLE[text.trim().toLowerCase()]
  if (simple) return simple
  const [, name = '', inside = ''] = /^\s*(\w+)\s*\((.*)\)\s*$/s.exec(text) ?? []
  const parts = inside.split(',').map(part => part.trim())
  switch (name.toLowerCase()) {
    case 'list':
    case 'largelist': {
      const item = arrowType(inside)
      return item && { kind: 'list', item }
    }
    case 'dictionary':
      return arrowType(parts.slice(1).join(','))
    case 'decimal128':
      return decimal(Number(parts[0]), Number(parts[1] ?? 0))
    case 'timestamp':
      return timestamp(parts[0] ?? '', parts[1] ?? 'None')
    default:
      return undefined
  }
}

function decimal(precision: number, scale: number): DataType | undefined {
  return precision >= 1 && precision <= 38 && scale >= 0 && scale <= precision ? { kind: 'decimal', precision, scale } : undefined
}

/** Nanoseconds are cut to microseconds. */
function timestamp(unit: string, zone: string): DataType | undefined {
  const units: { readonly [unit: string]: 'ms' | 'us' } = { second: 'ms', millisecond: 'ms', microsecond: 'us', nanosecond: 'us' }
  const found = units[unit.toLowerCase()]
  if (!found) return undefined
  return { kind: 'timestamp', unit: found, ...(zone.toLowerCase() !== 'none' && { timezone: 'UTC' }) }
}
