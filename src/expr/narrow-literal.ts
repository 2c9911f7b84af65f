/** Gives a number literal the type of the column that it is compared with, where that type holds exactly its value. */
import type { DataType } from '../columnar/data-type.ts'
import { type DecimalType, MAX_PRECISION } from '../columnar/decimal-words.ts'
import { decimalText } from '../columnar/scalar-text.ts'
import { integerLimits } from '../kernels/integer-limits.ts'
import { parseDecimal } from '../kernels/parse-decimal.ts'
import { isFloat, isInteger } from './coercion.ts'
import { type Literal, literalOf, scalarOfLiteral } from './literal.ts'

/** `start >= 1e6` gets the UInt32 literal 1000000; `start >= -5` and `start > 1.5` keep their literals (undefined here). */
export function narrowLiteral(literal: Literal, to: DataType): Literal | undefined {
  const value = scalarOfLiteral(literal)
  if (value === null) return { kind: 'literal', type: to, value: null }
  if (typeof value !== 'number' && typeof value !== 'bigint') return undefined
  if (to.kind === 'decimal') return exactDecimal(literal, to)
  if (literal.type.kind === 'decimal') return undefined
  if (isInteger(to)) return narrowToInteger(value, to)
  if (!isFloat(to)) return undefined
  const number = Number(value)
  const exact = typeof value === 'bigint' ? BigInt(number) === value : true
  const fits = to.kind === 'float64' || Object.is(Math.fround(number), number)
  return exact && fits ? literalOf(to, number) : undefined
}

/** Only where the decimal holds the literal as it is written: `price > 0.999` stays exact for DECIMAL(4, 2). */
function exactDecimal(literal: Literal, to: DecimalType): Literal | undefined {
  const written = literal.type.kind === 'decimal' ? literal : decimalLiteral(literal)
  if (written?.type.kind !== 'decimal' || written.type.scale > to.scale) return undefined
  const unscaled = parseDecimal(decimalText(BigInt(String(written.value)), written.type.scale), to)
  return unscaled === undefined ? undefined : literalOf(to, unscaled)
}

function narrowToInteger(value: number | bigint, to: DataType): Literal | undefined {
  if (typeof value === 'number' && !Number.isInteger(value)) return undefined
  const integer = BigInt(value)
  const { min, max } = integerLimits(to)
  if (integer < min || integer > max) return undefined
  return literalOf(to, to.kind === 'int64' || to.kind === 'uint64' ? integer : Number(integer))
}

/** The decimal that a number literal was written as: 1.25 is DECIMAL(3, 2); undefined where it has more than 38 digits. */
export function decimalLiteral(literal: Literal): Literal | undefined {
  const value = scalarOfLiteral(literal)
  if (literal.type.kind === 'decimal' || (typeof value !== 'number' && typeof value !== 'bigint')) return undefined
  const [whole = '', fraction = ''] = (typeof value === 'number' ? plainDigits(value) : String(value)).replace('-', '').split('.')
  const precision = Math.max(1, whole.replace(/^0+/, '').length + fraction.length)
  if (precision > MAX_PRECISION) return undefined
  const type = { kind: 'decimal', precision, scale: fraction.length } as const
  const unscaled = parseDecimal(String(value), type)
  return unscaled === undefined ? undefined : literalOf(type, unscaled)
}

/** Without an exponent where it has one. */
function plainDigits(value: number): string {
  const text = String(value)
  const parts = /^(-?)(\d+)(?:\.(\d+))?e([+-]\d+)$/.exec(text)
  if (!parts) return text
  const [, sign, whole = '', fraction = '', exponent] = parts
  const point = whole.length + Number(exponent)
  const digits = `${whole}${fraction}`
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`
  return point >= digits.length ? `${sign}${digits.padEnd(point, '0')}` : `${sign}${digits.slice(0, point)}.${digits.slice(point)}`
}
