/** Rows that JSON.stringify takes: no bigint, no NaN, no bytes. */
import type { Row } from '../columnar/row-reader.ts'
import type { JavaScriptValue } from '../columnar/value-reader.ts'
import type { JsonValue } from '../common/json.ts'

/** Integers beyond 2^53 become text, as do NaN and infinities; dates are ISO text, bytes base64. */
export function jsonRow(row: Row): { readonly [column: string]: JsonValue } {
  const object: { [column: string]: JsonValue } = Object.create(null)
  for (const name of Object.keys(row)) object[name] = jsonValue(row[name] ?? null)
  return object
}

function jsonValue(value: JavaScriptValue): JsonValue {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value)
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value)
  if (value === null || typeof value !== 'object') return value
  if (value instanceof Date) return value.toISOString()
  if (value instanceof Uint8Array) return btoa(Array.from(value, byte => String.fromCharCode(byte)).join(''))
  if (Array.isArray(value)) return value.map(jsonValue)
  return jsonRow(value as Row) // a struct: the one kind left
}
