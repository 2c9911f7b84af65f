/** Type rules of operators: what converts to what by itself, and what type an operator gives. */
import type { DataType } from '../columnar/data-type.ts'
import { integerLimits } from '../kernels/integer-limits.ts'
import type { ArithmeticOperator } from './expr.ts'

const integerBits: { readonly [kind: string]: number } = {
  int8: 8,
  int16: 16,
  int32: 32,
  int64: 64,
  uint8: 8,
  uint16: 16,
  uint32: 32,
  uint64: 64,
}

export function isInteger(type: DataType): boolean {
  return type.kind in integerBits
}

export function isFloat(type: DataType): boolean {
  return type.kind === 'float32' || type.kind === 'float64'
}

export function isNumeric(type: DataType): boolean {
  return isInteger(type) || isFloat(type)
}

export function isText(type: DataType): boolean {
  return type.kind === 'utf8' || type.kind === 'dictionary'
}

export function isUnsigned(type: DataType): boolean {
  return type.kind.startsWith('uint')
}

/** The type that values of both become when they stand side by side: in CASE, UNION, COALESCE, lists, IN and comparisons. Undefined: they do not mix. */
export function commonType(a: DataType, b: DataType): DataType | undefined {
  if (a.kind === 'null') return b
  if (b.kind === 'null') return a
  if (isInteger(a) && isInteger(b)) return commonInteger(a, b)
  if (isNumeric(a) && isNumeric(b)) return a.kind === 'float32' && b.kind === 'float32' ? a : { kind: 'float64' }
  if (isText(a) && isText(b)) return a.kind === b.kind ? a : { kind: 'utf8' }
  if (a.kind === 'list' && b.kind === 'list') {
    const item = commonType(a.item, b.item)
    return item && { kind: 'list', item }
  }
  if (a.kind === 'struct' && b.kind === 'struct') return commonStruct(a, b)
  if (a.kind === 'date' && b.kind === 'timestamp') return b
  if (a.kind === 'timestamp' && b.kind === 'date') return a
  if (a.kind === 'timestamp' && b.kind === 'timestamp') return a.unit === 'us' ? a : b
  if (a.kind === 'decimal' && b.kind === 'decimal') return a.scale === b.scale && a.precision === b.precision ? a : { kind: 'float64' }
  return a.kind === b.kind ? a : undefined
}

function commonInteger(a: DataType, b: DataType): DataType {
  if (a.kind === 'int64' && b.kind === 'int64') return a.declared ? a : b
  if (a.kind === b.kind) return a
  const bitsA = integerBits[a.kind] ?? 64
  const bitsB = integerBits[b.kind] ?? 64
  if (isUnsigned(a) === isUnsigned(b)) return bitsA > bitsB ? a : b
  const [unsigned, signed] = isUnsigned(a) ? [a, b] : [b, a]
  const unsignedBits = integerBits[unsigned.kind] ?? 64
  const signedBits = integerBits[signed.kind] ?? 64
  if (signedBits > unsignedBits || signedBits === 64) return signed
  // The next signed type that holds every unsigned value. uint64 has none: a value beyond int64 is an error at run time.
  if (unsignedBits === 8) return { kind: 'int16' }
  return { kind: unsignedBits === 16 ? 'int32' : 'int64' }
}

function commonStruct(a: DataType & { kind: 'struct' }, b: DataType & { kind: 'struct' }): DataType | undefined {
  if (a.fields.length !== b.fields.length) return undefined
  const fields = []
  for (const [index, left] of a.fields.entries()) {
    const right = b.fields[index]
    const type = right && left.name === right.name ? commonType(left.type, right.type) : undefined
    if (!right || !type) return undefined
    fields.push({ ...left, type, nullable: left.nullable || right.nullable })
  }
  return { kind: 'struct', fields }
}

/** Whether the binder may insert this cast unasked: to a type that holds all values, text to dictionary, NULL to anything. */
export function canCastImplicitly(from: DataType, to: DataType): boolean {
  if (from.kind === 'null' || from.kind === to.kind) return nestedFits(from, to)
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
  if (isNumeric(from)) return to.kind === 'float64' || (to.kind === 'float32' && from.kind !== 'float64') || to.kind === 'boolean'
  if (from.kind === 'boolean') return isNumeric(to) || to.kind === 'boolean'
  if (from.kind === 'list' && to.kind === 'list') return castNeverFails(from.item, to.item)
  if (from.kind === 'struct' && to.kind === 'struct') return from.fields.every((field, i) => neverFails(field.type, to.fields[i]?.type))
  return from.kind === to.kind || (from.kind === 'date' && to.kind === 'timestamp')
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
  if (a.kind === 'null') return arithmeticType(op, b, b)
  if (b.kind === 'null') return arithmeticType(op, a, a)
  if (isInteger(a) && isInteger(b)) return integerArithmetic(op, a, b)
  if (!isNumeric(a) || !isNumeric(b) || isBitOperator(op)) return undefined
  return a.kind === 'float32' && b.kind === 'float32' ? a : { kind: 'float64' }
}

function integerArithmetic(op: ArithmeticOperator, a: DataType, b: DataType): DataType {
  if (op === '&' || op === '|' || op === '#') return commonInteger(a, b)
  if (op === '<<' || op === '>>') return a
  if (a.kind === 'uint64' && isUnsigned(b)) return a
  if (b.kind === 'uint64' && isUnsigned(a)) return b
  const fits32 = [a, b].every(type => (integerBits[type.kind] ?? 64) < 32 || type.kind === 'int32')
  if (fits32) return { kind: 'int32' }
  const declared = [a, b].some(type => type.kind === 'int64' && type.declared)
  return declared ? { kind: 'int64', declared: true } : { kind: 'int64' }
}

export function isBitOperator(op: ArithmeticOperator): boolean {
  return op === '&' || op === '|' || op === '#' || op === '<<' || op === '>>'
}
