/** Literals: between the JSON that an Expr holds and the value that it means. */
import type { DataType } from '../columnar/data-type.ts'
import type { Scalar } from '../columnar/scalar.ts'
import { scalarText } from '../columnar/scalar-text.ts'
import { QueryError } from '../common/errors.ts'
import { parseInterval } from '../kernels/parse-interval.ts'
import type { Expr, LiteralValue } from './expr.ts'

export type Literal = Expr & { readonly kind: 'literal' }

/** The value of a literal: a bigint for int64 and uint64, bytes for binary. */
export function scalarOfLiteral(literal: Literal): Scalar {
  const { type, value } = literal
  if (value === null) return null
  switch (type.kind) {
    case 'int64':
    case 'uint64':
    case 'timestamp':
    case 'time':
    case 'decimal':
      return BigInt(value)
    case 'float32':
    case 'float64':
      return Number(value)
    case 'interval':
      return intervalOfText(String(value))
    case 'binary':
      return Uint8Array.from(atob(String(value)), character => character.charCodeAt(0))
    default:
      return value
  }
}

/** A literal of this value, or undefined where JSON holds no such literal (lists and structs). */
export function literalOf(type: DataType, value: Scalar): Literal | undefined {
  if (value === null) return { kind: 'literal', type, value: null }
  const json = type.kind === 'interval' ? scalarText(type, value) : jsonOf(value)
  return json === undefined ? undefined : { kind: 'literal', type, value: json }
}

/** An interval literal holds its text. */
function intervalOfText(text: string): Scalar {
  const interval = parseInterval(text)
  if (!interval) throw new QueryError('INTERNAL', `'${text}' is no interval. This is a bug in locusql; please report it.`)
  return { ...interval }
}

function jsonOf(value: Exclude<Scalar, null>): LiteralValue | undefined {
  if (typeof value === 'bigint') return value.toString()
  if (typeof value === 'number') {
    if (Object.is(value, -0)) return '-0'
    return Number.isFinite(value) ? value : String(value)
  }
  if (value instanceof Uint8Array) return btoa(Array.from(value, byte => String.fromCharCode(byte)).join(''))
  return typeof value === 'object' ? undefined : value
}
