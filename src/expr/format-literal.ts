/** A literal as SQL writes it: 'it''s', 1.5, NULL, DATE '2020-01-01'. */
import { dateText, decimalText, scalarText } from '../columnar/scalar-text.ts'
import type { Literal } from './literal.ts'

export function formatLiteral(literal: Literal): string {
  const { type, value } = literal
  if (value === null) return 'NULL'
  switch (type.kind) {
    case 'boolean':
      return value ? 'TRUE' : 'FALSE'
    case 'utf8':
    case 'dictionary':
      return quote(String(value))
    case 'float32':
    case 'float64':
      return formatFloat(Number(value))
    case 'date':
      return `DATE '${dateText(Number(value))}'`
    case 'timestamp':
      return `${type.timezone === undefined ? 'TIMESTAMP' : 'TIMESTAMPTZ'} '${scalarText(type, BigInt(value))}'`
    case 'time':
      return `TIME '${scalarText(type, BigInt(value))}'`
    case 'interval':
      return `INTERVAL '${value}'`
    case 'decimal':
      return decimalText(BigInt(value), type.scale)
    case 'binary':
      return `x'${Array.from(atob(String(value)), character => character.charCodeAt(0).toString(16).padStart(2, '0')).join('')}'`
    default:
      return String(value)
  }
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

/** 2.0 and not 2, so that a reader sees the type. */
function formatFloat(value: number): string {
  if (!Number.isFinite(value)) return `'${value}'`
  const text = Object.is(value, -0) ? '-0' : String(value)
  return /^-?\d+$/.test(text) ? `${text}.0` : text
}
