/** The result types of decimal arithmetic, as DuckDB has them: exact, with an error where 38 digits do not hold a value. */
import type { DataType } from '../columnar/data-type.ts'
import { type DecimalType, MAX_PRECISION } from '../columnar/decimal-words.ts'

const integerDigits: { readonly [kind in DataType['kind']]?: number } = {
  int8: 3,
  uint8: 3,
  int16: 5,
  uint16: 5,
  int32: 10,
  uint32: 10,
  int64: 19,
  uint64: 20,
}

/** The decimal that holds every value of an integer or decimal type; undefined for other types. */
export function decimalOf(type: DataType): DecimalType | undefined {
  if (type.kind === 'decimal') return type
  const precision = integerDigits[type.kind]
  return precision === undefined ? undefined : { kind: 'decimal', precision, scale: 0 }
}

/** Holds the values of both; beyond 38 digits those behind the point give way. */
export function commonDecimal(a: DecimalType, b: DecimalType): DecimalType {
  const whole = Math.max(a.precision - a.scale, b.precision - b.scale)
  const scale = Math.min(Math.max(a.scale, b.scale), MAX_PRECISION - whole)
  return { kind: 'decimal', precision: whole + scale, scale }
}

/** Undefined: the operator has no decimal result for these (`/` gives a double). */
export function decimalResult(op: string, a: DecimalType, b: DecimalType): DecimalType | undefined {
  const scale = Math.max(a.scale, b.scale)
  const whole = Math.max(a.precision - a.scale, b.precision - b.scale)
  switch (op) {
    case '+':
    case '-':
      return { kind: 'decimal', precision: Math.min(MAX_PRECISION, whole + scale + 1), scale }
    case '%':
      return { kind: 'decimal', precision: Math.min(MAX_PRECISION, whole + scale), scale }
    case '*': {
      const product = a.scale + b.scale
      if (product > MAX_PRECISION) return undefined
      return { kind: 'decimal', precision: Math.min(MAX_PRECISION, a.precision + b.precision), scale: product }
    }
    default:
      return undefined
  }
}
