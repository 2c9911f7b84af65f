/** Reads a column's values as JavaScript sees them: lists as arrays, structs as objects without a prototype, dates as Date. */
import { QueryError } from '../common/errors.ts'
import { getBit } from './bitmap.ts'
import type { Column } from './column.ts'
import type { DataType, Field } from './data-type.ts'
import { unscaledReader } from './decimal-words.ts'
import { isValid } from './is-valid.ts'
import { scalarAt } from './scalar-at.ts'
import { decimalText, timeText } from './scalar-text.ts'
import { decodeUtf8 } from './utf8.ts'

export type JavaScriptValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | Date
  | Uint8Array
  | readonly JavaScriptValue[]
  | { readonly [field: string]: JavaScriptValue }

/** `by-column`: bigint where the column was declared BIGINT, else number. uint64 is bigint unless 'number' is asked for. */
export type Int64Rule = 'by-column' | 'number' | 'bigint'

export interface ReaderOptions {
  /** Named in errors. */
  readonly column: string
  readonly int64: Int64Rule
}

export type ValueReader = (column: Column, row: number) => JavaScriptValue

// Casts and `!` below: Column promises the buffers of its type, and callers pass rows of the column.

export function valueReader(type: DataType, options: ReaderOptions): ValueReader {
  const read = validReader(type, options)
  return (column, row) => (isValid(column, row) ? read(column, row) : null)
}

/** Reads rows that are not NULL. */
function validReader(type: DataType, options: ReaderOptions): ValueReader {
  switch (type.kind) {
    case 'null':
      return () => null
    case 'boolean':
      return (column, row) => getBit(column.values as Uint8Array, row)
    case 'utf8':
      return (column, row) => decodeUtf8(column.values as Uint8Array, column.offsets![row]!, column.offsets![row + 1]!)
    case 'dictionary':
      return (column, row) => column.dictionary!.text((column.values as Int32Array)[row]!)
    case 'int64':
      return options.int64 === 'bigint' || (options.int64 === 'by-column' && type.declared === true)
        ? bigIntAt
        : safeNumberReader(options.column)
    case 'uint64':
      return options.int64 === 'number' ? safeNumberReader(options.column) : bigIntAt
    case 'decimal':
      return (column, row) => decimalText(unscaledReader(column)(row), type.scale)
    case 'date':
      return (column, row) => new Date((column.values as Int32Array)[row]! * 86_400_000)
    case 'time':
      return (column, row) => timeText((column.values as BigInt64Array)[row]!)
    case 'timestamp': {
      // A Date holds milliseconds; what is finer is in the Arrow results.
      const perMillisecond = type.unit === 'us' ? 1000 : 1
      return (column, row) => new Date(Math.floor(Number((column.values as BigInt64Array)[row]!) / perMillisecond))
    }
    case 'list':
      return listReader(type.item, options)
    case 'struct':
      return structReader(type.fields, options)
    case 'binary':
      return (column, row) => (column.values as Uint8Array).slice(column.offsets![row]!, column.offsets![row + 1]!)
    case 'interval':
      return (column, row) => Object.assign(Object.create(null), scalarAt(column, row))
    default:
      return (column, row) => (column.values as Float64Array)[row]!
  }
}

function bigIntAt(column: Column, row: number): bigint {
  return (column.values as BigInt64Array)[row]!
}

function safeNumberReader(name: string): ValueReader {
  return (column, row) => {
    const value = bigIntAt(column, row)
    const number = Number(value)
    if (Number.isSafeInteger(number)) return number
    throw new QueryError(
      'EXECUTION',
      `The value ${value} in column "${name}" does not fit a JavaScript number (beyond 2^53). Cast it to BIGINT, or open with { int64: 'bigint' }.`,
    )
  }
}

function listReader(item: DataType, options: ReaderOptions): ValueReader {
  const read = valueReader(item, options)
  return (column, row) => {
    const items = column.children![0]!
    const start = column.offsets![row]!
    return Array.from({ length: column.offsets![row + 1]! - start }, (_, i) => read(items, start + i))
  }
}

function structReader(fields: readonly Field[], options: ReaderOptions): ValueReader {
  const readers = fields.map(field => valueReader(field.type, { ...options, column: `${options.column}.${field.name}` }))
  return (column, row) => {
    const object: { [field: string]: JavaScriptValue } = Object.create(null)
    for (let i = 0; i < readers.length; i++) object[fields[i]!.name] = readers[i]!(column.children![i]!, row)
    return object
  }
}
