/** Arithmetic over dates, timestamps and intervals; `timeArithmeticType` says which operations exist. */
import { getBit } from '../columnar/bitmap.ts'
import { IntervalBuilder } from '../columnar/builders/interval-builder.ts'
import { addMonths } from '../columnar/calendar.ts'
import type { Column } from '../columnar/column.ts'
import type { DataType } from '../columnar/data-type.ts'
import { type IntervalValue, intervalAt } from '../columnar/interval-value.ts'
import { withValidity } from './boolean-column.ts'
import type { Fail } from './failure.ts'
import { float64Values } from './number-arrays.ts'
import { isInteger, isMoment, isNumeric } from './type-classes.ts'

const MICROSECONDS_PER_DAY = 86_400_000_000n
const DAYS_LIMIT = 2 ** 31

/** Undefined: the operator does not take these types. */
export function timeArithmeticType(op: string, a: DataType, b: DataType): DataType | undefined {
  if (op === '+' && isMoment(b) && !isMoment(a)) return timeArithmeticType('+', b, a)
  if (op === '+' || op === '-') {
    if (a.kind === 'date' && isInteger(b)) return a
    if (isMoment(a) && b.kind === 'interval') return timestampOf(a)
    if (a.kind === 'time' || b.kind === 'time') return timeOfDayType(op, a, b)
    if (a.kind === 'interval' && b.kind === 'interval') return a
    if (op === '-' && a.kind === 'date' && b.kind === 'date') return { kind: 'int64' }
    return op === '-' && isMoment(a) && isMoment(b) ? { kind: 'interval' } : undefined
  }
  if (op === '*') {
    if (a.kind === 'interval' && isNumeric(b)) return a
    return b.kind === 'interval' && isNumeric(a) ? b : undefined
  }
  return op === '/' && a.kind === 'interval' && isNumeric(b) ? a : undefined
}

/** A time of day turns round at midnight; with a date it is a timestamp. */
function timeOfDayType(op: '+' | '-', a: DataType, b: DataType): DataType | undefined {
  if (a.kind === 'time' && b.kind === 'interval') return a
  if (op === '+' && a.kind === 'interval' && b.kind === 'time') return b
  if (op === '+' && a.kind === 'date' && b.kind === 'time') return timestampOf(a)
  return op === '-' && a.kind === 'time' && b.kind === 'time' ? { kind: 'interval' } : undefined
}

/** The timestamp that a date or timestamp becomes when it moves. */
export function timestampOf(type: DataType): DataType {
  return type.kind === 'timestamp' && type.timezone !== undefined
    ? { kind: 'timestamp', unit: 'us', timezone: type.timezone }
    : { kind: 'timestamp', unit: 'us' }
}

export interface TimeOperands {
  readonly op: string
  readonly type: DataType
  readonly left: Column
  readonly right: Column
  /** The rows that have a result. */
  readonly validity: Uint8Array | undefined
}

export function timeArithmetic(operands: TimeOperands, fail: Fail): Column {
  const { op, left, right } = operands
  // What moves stands on the left: 3 + date, interval + timestamp, 2 * interval.
  const turnedTime = op === '+' && right.type.kind === 'time' && left.type.kind === 'interval'
  const turned =
    turnedTime || (op === '+' && isMoment(right.type) && !isMoment(left.type)) || (op === '*' && right.type.kind === 'interval')
  const sides = turned ? { ...operands, left: right, right: left } : operands
  return withValidity(calculate(sides, fail), operands.validity)
}

function calculate(operands: TimeOperands, fail: Fail): Column {
  const { left, right, type } = operands
  if (type.kind === 'date') return moveDates(operands, fail)
  if (type.kind === 'int64') return daysBetween(operands)
  if (type.kind === 'time') return turnTimes(operands)
  if (type.kind === 'timestamp') return right.type.kind === 'time' ? timesOfDays(operands) : moveMoments(operands, fail)
  if (isMoment(left.type) || left.type.kind === 'time') return timeBetween(operands)
  return right.type.kind === 'interval' ? addIntervals(operands, fail) : scaleIntervals(operands, fail)
}

// `!` below: rows are rows of both columns. Casts: the types say which arrays hold the values.

function moveDates({ op, type, left, right, validity }: TimeOperands, fail: Fail): Column {
  const days = left.values as Int32Array
  const by = float64Values(right)
  const sign = op === '-' ? -1 : 1
  const values = new Int32Array(left.length)
  for (let row = 0; row < values.length; row++) {
    const moved = days[row]! + sign * by[row]!
    if (moved >= DAYS_LIMIT || moved < -DAYS_LIMIT) {
      if (!validity || getBit(validity, row)) fail(row, 'Date out of range')
    } else values[row] = moved
  }
  return { type, length: left.length, nullCount: 0, values }
}

function daysBetween({ type, left, right }: TimeOperands): Column {
  const a = left.values as Int32Array
  const b = right.values as Int32Array
  const values = new BigInt64Array(left.length)
  for (let row = 0; row < values.length; row++) values[row] = BigInt(a[row]! - b[row]!)
  return { type, length: left.length, nullCount: 0, values }
}

/** The rows of a date or timestamp column in microseconds since 1970. */
export function microsecondsReader(column: Column): (row: number) => bigint {
  const { type } = column
  if (type.kind === 'date') {
    const days = column.values as Int32Array
    return row => BigInt(days[row]!) * MICROSECONDS_PER_DAY
  }
  const ticks = column.values as BigInt64Array
  return type.kind === 'timestamp' && type.unit === 'ms' ? row => ticks[row]! * 1000n : row => ticks[row]!
}

/** Months first, then days, then the time, as in PostgreSQL. Undefined: out of range. */
export function moveMoment(microseconds: bigint, by: IntervalValue, sign: 1 | -1): bigint | undefined {
  const ofDay = ((microseconds % MICROSECONDS_PER_DAY) + MICROSECONDS_PER_DAY) % MICROSECONDS_PER_DAY
  const day = Number((microseconds - ofDay) / MICROSECONDS_PER_DAY)
  const moved = addMonths(day, sign * by.months) + sign * by.days
  const result = BigInt(moved) * MICROSECONDS_PER_DAY + ofDay + BigInt(sign) * by.microseconds
  return BigInt.asIntN(64, result) === result ? result : undefined
}

function moveMoments({ op, type, left, right, validity }: TimeOperands, fail: Fail): Column {
  const moment = microsecondsReader(left)
  const words = right.values as Int32Array
  const sign = op === '-' ? -1 : 1
  const values = new BigInt64Array(left.length)
  for (let row = 0; row < values.length; row++) {
    if (validity && !getBit(validity, row)) continue
    values[row] = moveMoment(moment(row), intervalAt(words, row), sign) ?? fail(row, 'Timestamp out of range')
  }
  return { type, length: left.length, nullCount: 0, values }
}

/** What is left of microseconds when whole days are taken away. */
export function timeOfDay(microseconds: bigint): bigint {
  return ((microseconds % MICROSECONDS_PER_DAY) + MICROSECONDS_PER_DAY) % MICROSECONDS_PER_DAY
}

function turnTimes({ op, type, left, right }: TimeOperands): Column {
  const times = left.values as BigInt64Array
  const words = right.values as Int32Array
  const sign = op === '-' ? -1n : 1n
  const values = new BigInt64Array(left.length)
  for (let row = 0; row < values.length; row++) values[row] = timeOfDay(times[row]! + sign * intervalAt(words, row).microseconds)
  return { type, length: left.length, nullCount: 0, values }
}

function timesOfDays({ type, left, right }: TimeOperands): Column {
  const day = microsecondsReader(left)
  const times = right.values as BigInt64Array
  const values = new BigInt64Array(left.length)
  for (let row = 0; row < values.length; row++) values[row] = day(row) + times[row]!
  return { type, length: left.length, nullCount: 0, values }
}

/** Whole days and the time that is left. */
function timeBetween({ left, right, validity }: TimeOperands): Column {
  const a = microsecondsReader(left)
  const b = microsecondsReader(right)
  return intervals(left.length, validity, row => {
    const microseconds = a(row) - b(row)
    const days = microseconds / MICROSECONDS_PER_DAY
    return { months: 0, days: Number(days), microseconds: microseconds - days * MICROSECONDS_PER_DAY }
  })
}

function addIntervals({ op, left, right, validity }: TimeOperands, fail: Fail): Column {
  const a = left.values as Int32Array
  const b = right.values as Int32Array
  const sign = op === '-' ? -1 : 1
  return intervals(left.length, validity, row => {
    const [x, y] = [intervalAt(a, row), intervalAt(b, row)]
    const sum = {
      months: x.months + sign * y.months,
      days: x.days + sign * y.days,
      microseconds: x.microseconds + BigInt(sign) * y.microseconds,
    }
    return fitsInterval(sum) ? sum : fail(row, 'Interval out of range')
  })
}

/** What a factor leaves of a month goes to its days (30), of a day to its time, as in PostgreSQL. */
function scaleIntervals({ op, left, right, validity }: TimeOperands, fail: Fail): Column {
  const words = left.values as Int32Array
  const numbers = float64Values(right)
  return intervals(left.length, validity, row => {
    const factor = numbers[row]!
    const scaled = scaleInterval(intervalAt(words, row), op === '/' ? { by: 1, over: factor } : { by: factor, over: 1 })
    return scaled && fitsInterval(scaled) ? scaled : fail(row, 'Interval out of range')
  })
}

/** Undefined: no number. */
export function scaleInterval(
  value: IntervalValue,
  { by, over }: { readonly by: number; readonly over: number },
): IntervalValue | undefined {
  const months = (value.months * by) / over
  const days = (value.days * by) / over + (months - Math.trunc(months)) * 30
  const wholeDays = Math.trunc(nearlyWhole(days))
  const time = (Number(value.microseconds) * by) / over + nearlyWhole(days - wholeDays) * Number(MICROSECONDS_PER_DAY)
  if (!Number.isFinite(months) || !Number.isFinite(days) || !Number.isFinite(time)) return undefined
  const exact = Number.isInteger(by) && over === 1 && value.days === 0 && value.months === 0
  return {
    months: Math.trunc(months),
    days: wholeDays,
    microseconds: exact ? value.microseconds * BigInt(by) : BigInt(Math.round(time)),
  }
}

/** 15 and not 15.000000000000002, which doubles leave. */
function nearlyWhole(value: number): number {
  return Math.abs(value - Math.round(value)) < 1e-9 ? Math.round(value) : value
}

/** Whether Arrow's words hold it. */
export function fitsInterval({ months, days, microseconds }: IntervalValue): boolean {
  const within = (value: number) => value >= -DAYS_LIMIT && value < DAYS_LIMIT
  // Arrow keeps nanoseconds in 64 bits.
  return within(months) && within(days) && BigInt.asIntN(64, microseconds * 1000n) === microseconds * 1000n
}

function intervals(length: number, validity: Uint8Array | undefined, at: (row: number) => IntervalValue): Column {
  const builder = new IntervalBuilder()
  for (let row = 0; row < length; row++) {
    if (validity && !getBit(validity, row)) {
      builder.appendNull()
      continue
    }
    const { months, days, microseconds } = at(row)
    builder.appendInterval(months, days, microseconds)
  }
  return builder.finish()
}
