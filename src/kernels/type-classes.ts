/** Classes of types that operators and functions speak of. */
import type { DataType } from '../columnar/data-type.ts'

const integers: ReadonlySet<string> = new Set(['int8', 'int16', 'int32', 'int64', 'uint8', 'uint16', 'uint32', 'uint64'])

export function isInteger(type: DataType): boolean {
  return integers.has(type.kind)
}

export function isUnsigned(type: DataType): boolean {
  return type.kind.startsWith('uint')
}

export function isFloat(type: DataType): boolean {
  return type.kind === 'float32' || type.kind === 'float64'
}

export function isNumeric(type: DataType): boolean {
  return isInteger(type) || isFloat(type) || type.kind === 'decimal'
}

/** Dates and timestamps. */
export function isMoment(type: DataType): boolean {
  return type.kind === 'date' || type.kind === 'timestamp'
}

/** Dates, timestamps, times of day and intervals: what arithmetic over time takes. */
export function isTemporal(type: DataType): boolean {
  return isMoment(type) || type.kind === 'time' || type.kind === 'interval'
}

export function isText(type: DataType): boolean {
  return type.kind === 'utf8' || type.kind === 'dictionary'
}

/** Of an integer type. */
export function bitsOf(type: DataType): number {
  return Number(/\d+$/.exec(type.kind)?.[0] ?? 64)
}
