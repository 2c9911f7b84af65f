/** One value of a column. int64, uint64, timestamp and decimal (unscaled) are bigint, date is days, text is a string. */
import { getBit } from './bitmap.ts'
import type { Column } from './column.ts'
import { unscaledReader } from './decimal-words.ts'
import { intervalAt } from './interval-value.ts'
import { isValid } from './is-valid.ts'
import type { Scalar } from './scalar.ts'
import { decodeUtf8 } from './utf8.ts'

// Casts and `!` below: Column promises these buffers for its type, and the caller a row within its length.
export function scalarAt(column: Column, row: number): Scalar {
  if (!isValid(column, row)) return null
  switch (column.type.kind) {
    case 'null':
      return null
    case 'boolean':
      return getBit(column.values as Uint8Array, row)
    case 'utf8':
      return decodeUtf8(column.values as Uint8Array, column.offsets![row]!, column.offsets![row + 1]!)
    case 'binary':
      return (column.values as Uint8Array).slice(column.offsets![row]!, column.offsets![row + 1]!)
    case 'dictionary':
      return column.dictionary!.text((column.values as Int32Array)[row]!)
    case 'decimal':
      return unscaledReader(column)(row)
    case 'interval':
      return { ...intervalAt(column.values as Int32Array, row) }
    case 'list':
      return listAt(column, row)
    case 'struct':
      return Object.fromEntries(column.type.fields.map((field, i) => [field.name, scalarAt(column.children![i]!, row)]))
    default:
      return (column.values as Float64Array | BigInt64Array)[row]!
  }
}

function listAt(column: Column, row: number): Scalar {
  const end = column.offsets![row + 1]!
  const items: Scalar[] = []
  for (let item = column.offsets![row]!; item < end; item++) items.push(scalarAt(column.children![0]!, item))
  return items
}
