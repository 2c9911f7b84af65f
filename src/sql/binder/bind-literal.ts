/** Numbers, strings and bytes as written -> typed literals. */
import { MAX_PRECISION } from '../../columnar/decimal-words.ts'
import { QueryError } from '../../common/errors.ts'
import type { Expr } from '../../expr/expr.ts'
import type { Span } from '../ast/span.ts'

const INT32_MAX = 2n ** 31n - 1n
const INT64_MAX = 2n ** 63n - 1n
const UINT64_MAX = 2n ** 64n - 1n

/** Digits are the smallest of INTEGER, BIGINT and UBIGINT that holds them, beyond that DECIMAL; a point or an exponent makes a DOUBLE. `text` may start with a minus. */
export function bindNumber(text: string, span: Span): Expr {
  const digits = text.startsWith('-') ? text.slice(1) : text
  if (/^(\d+|0[xX][\da-fA-F]+|0[oO][0-7]+|0[bB][01]+)$/.test(digits)) return integerLiteral(text, BigInt(digits), span)
  const value = Number(text)
  if (!Number.isFinite(value)) throw new QueryError('PLAN', `Number ${text} is beyond what a DOUBLE holds.`, { sqlOffset: span.start })
  return { kind: 'literal', type: { kind: 'float64' }, value: Object.is(value, -0) ? '-0' : value }
}

function integerLiteral(text: string, magnitude: bigint, span: Span): Expr {
  const value = text.startsWith('-') ? -magnitude : magnitude
  if (value >= -INT32_MAX - 1n && value <= INT32_MAX) return { kind: 'literal', type: { kind: 'int32' }, value: Number(value) }
  if (value >= -INT64_MAX - 1n && value <= INT64_MAX) return { kind: 'literal', type: { kind: 'int64' }, value: value.toString() }
  if (value > 0n && value <= UINT64_MAX) return { kind: 'literal', type: { kind: 'uint64' }, value: value.toString() }
  const precision = magnitude.toString().length
  if (precision <= MAX_PRECISION) return { kind: 'literal', type: { kind: 'decimal', precision, scale: 0 }, value: value.toString() }
  const message = `Integer ${text.length > 40 ? `${text.slice(0, 40)}…` : text} has more than ${MAX_PRECISION} digits. Write it with a decimal point to get a DOUBLE.`
  throw new QueryError('PLAN', message, { sqlOffset: span.start })
}

export function bindText(value: string): Expr {
  return { kind: 'literal', type: { kind: 'utf8' }, value }
}

export function bindBinaryLiteral(hex: string): Expr {
  const bytes = hex.match(/../g) ?? []
  const value = btoa(bytes.map(byte => String.fromCharCode(Number.parseInt(byte, 16))).join(''))
  return { kind: 'literal', type: { kind: 'binary' }, value }
}
