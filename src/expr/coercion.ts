/** Type rules of operators: what converts to what by itself, and what type an operator gives. */
import type { DataType } from '../columnar/data-type.ts'
import { commonType } from '../kernels/common-type.ts'
import { decimalOf, decimalResult } from '../kernels/decimal-types.ts'
import { integerLimits } from '../kernels/integer-limits.ts'
import { timeArithmeticType } from '../kernels/time-arithmetic.ts'
import { bitsOf, isFloat, isInteger, isMoment, isNumeric, isTemporal, isText, isUnsigned } from '../kernels/type-classes.ts'
import type { ArithmeticOperator } from './expr.ts'

export { canCast } from '../kernels/cast-rules.ts'
export { commonType, isFloat, isInteger, isMoment, isNumeric, isTemporal, isText, isUnsigned }

/** Whether the binder may insert this cast unasked: to a type that holds all values, text to dictionary, NULL to anything. */
export function canCastImplicitly(from: DataType, to: DataType): boolean {
  if (from.kind === 'null' || from.kind === to.kind) return nestedFits(from, to)
  if (to.kind === 'decimal') return from.kind === 'decimal' || isInteger(from)
  if (from.kind === 'decimal') return isFloat(to)
  if (isInteger(from)) return isFloat(to) || to.kind === 'int64' || (isInteger(to) && castNeverFails(from, to))
  if (from.kind === 'float32') return to.kind === 'float64'
  if (isText(from)) return isText(to)
  return from.kind === 'date' && to.kind === 'timestamp'
}

function nestedFits(from: DataType, to: DataType): boolean {
  if (from.kind === 'list' && to.kind === 'list') return canCastImplicitly(from.item, to.item)
  if (from.kind === 'struct' && to.kind === 'struct') {
    return from.fields.length === to.fields.length && from.fields.every((field, i) => fitsField(field.type, to.fields[i]?.type))
  }
  return true
}

function fitsField(from: DataType, to: DataType | undefined): boolean {
  return to !== undefined && canCastImplicitly(from, to)
}

/** Whether a cast has a result for every value. */
export function castNeverFails(from: DataType, to: DataType): boolean {
  if (from.kind === 'null' || to.kind === 'utf8' || to.kind === 'dictionary') return from.kind !== 'binary'
  if (isInteger(from) && isInteger(to)) {
    const source = integerLimits(from)
    const target = integerLimits(to)
    return source.min >= target.min && source.max <= target.max
  }
  if (to.kind === 'decimal')
    return from.kind === 'decimal' && to.scale >= from.scale && to.precision - to.scale >= from.precision - from.scale
  if (isNumeric(from)) return to.kind === 'float64' || (to.kind === 'float32' && from.kind !== 'float64') || to.kind === 'boolean'
  if (from.kind === 'boolean') return isNumeric(to) || to.kind === 'boolean'
  if (from.kind === 'list' && to.kind === 'list') return castNeverFails(from.item, to.item)
  if (from.kind === 'struct' && to.kind === 'struct') return from.fields.every((field, i) => neverFails(field.type, to.fields[i]?.type))
  return from.kind === to.kind
}

function neverFails(from: DataType, to: DataType | undefined): boolean {
  return to !== undefined && castNeverFails(from, to)
}

/**
 * The type of `a op b`, or undefined where the operator does not take these types. Integers of up to 32 signed bits give int32, with unsigned 32-bit
 * operands (positions) int64, so that `start - 1000` is right below zero; a declared BIGINT stays one. Bit operators keep their common type.
 */
export function arithmeticType(op: ArithmeticOperator, a: DataType, b: DataType): DataType | undefined {
  if (a.kind === 'null' && b.kind === 'null') return { kind: 'int32' }
  if (a.kind === 'null') return arithmeticType(op, isTemporal(b) ? partnerOf(op, b) : b, b)
  if (b.kind === 'null') return arithmeticType(op, a, isTemporal(a) ? partnerOf(op, a) : a)
  if (isTemporal(a) || isTemporal(b)) return timeArithmeticType(op, a, b)
  if (isInteger(a) && isInteger(b)) return integerArithmetic(op, a, b)
  if (!isNumeric(a) || !isNumeric(b) || isBitOperator(op)) return undefined
  const decimals = [decimalOf(a), decimalOf(b)]
  if (decimals[0] && decimals[1] && op !== '/') return decimalResult(op, decimals[0], decimals[1])
  return a.kind === 'float32' && b.kind === 'float32' ? a : { kind: 'float64' }
}

/** What NULL counts as beside a time. */
function partnerOf(op: ArithmeticOperator, type: DataType): DataType {
  if (op === '*' || op === '/') return { kind: 'float64' }
  return op === '+' && isMoment(type) ? { kind: type.kind === 'date' ? 'int32' : 'interval' } : type
}

function integerArithmetic(op: ArithmeticOperator, a: DataType, b: DataType): DataType | undefined {
  if (op === '&' || op === '|' || op === '#') return commonType(a, b)
  if (op === '<<' || op === '>>') return a
  if (a.kind === 'uint64' && isUnsigned(b)) return a
  if (b.kind === 'uint64' && isUnsigned(a)) return b
  const fits32 = [a, b].every(type => bitsOf(type) < 32 || type.kind === 'int32')
  if (fits32) return { kind: 'int32' }
  const declared = [a, b].some(type => type.kind === 'int64' && type.declared)
  return declared ? { kind: 'int64', declared: true } : { kind: 'int64' }
}

export function isBitOperator(op: ArithmeticOperator): boolean {
  return op === '&' || op === '|' || op === '#' || op === '<<' || op === '>>'
}
