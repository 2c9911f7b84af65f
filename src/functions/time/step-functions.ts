/** Times cut to a unit, and differences counted in units: date_trunc, date_diff, date_sub, time_bucket, age, last_day. */
import { addMonths, civilOf, daysInMonth, daysOf, isoWeek, isoWeekday } from '../../columnar/calendar.ts'
import type { Column } from '../../columnar/column.ts'
import type { DataType } from '../../columnar/data-type.ts'
import { type IntervalValue, intervalAt, intervalMicroseconds } from '../../columnar/interval-value.ts'
import type { Scalar } from '../../columnar/scalar.ts'
import { QueryError } from '../../common/errors.ts'
import { microsecondsReader } from '../../kernels/time-arithmetic.ts'
import type { ScalarFunction } from '../function-registry.ts'
import { argument } from '../support/argument.ts'
import { mapRows } from '../support/map-rows.ts'
import { rowFunction } from '../support/row-function.ts'
import { signature } from '../support/signature.ts'
import { textReader } from '../support/text-reader.ts'
import { DAY, type DayTime, dayTimeOf, microsecondsOf, SECOND, timePart } from './time-parts.ts'

const monthsOfUnit: { readonly [unit: string]: number } = { millennium: 12_000, century: 1200, decade: 120, year: 12, quarter: 3, month: 1 }
const microsecondsOfUnit: { readonly [unit: string]: number } = {
  hour: 3600 * SECOND,
  minute: 60 * SECOND,
  second: SECOND,
  millisecond: 1000,
  microsecond: 1,
}

const dayUnits: { readonly [unit: string]: number } = { day: 1, dayofweek: 1, isodow: 1, dayofyear: 1, week: 7, yearweek: 7 }

function unknownUnit(unit: string, name: string): QueryError {
  return new QueryError(
    'EXECUTION',
    `Function ${name} takes no unit '${unit}'. Give year, quarter, month, week, day, hour, minute, second …`,
  )
}

/** Months since January of year 0. */
function monthNumber(days: number): number {
  const { year, month } = civilOf(days)
  return year * 12 + month - 1
}

function firstOfMonth(number: number): number {
  const year = Math.floor(number / 12)
  return daysOf({ year, month: number - year * 12 + 1, day: 1 })
}

function monday(days: number): number {
  return days - isoWeekday(days) + 1
}

function truncated(unit: string, { days, microseconds }: DayTime): DayTime {
  const name = timePart(unit).name
  if (name === 'isoyear') return { days: monday(daysOf({ year: isoWeek(days).year, month: 1, day: 4 })), microseconds: 0 }
  const months = monthsOfUnit[name]
  if (months !== undefined) {
    // Centuries and millennia begin with the year 1 of theirs; decades with their year 0.
    const shift = months >= 1200 ? 12 : 0
    return { days: firstOfMonth(Math.floor((monthNumber(days) - shift) / months) * months + shift), microseconds: 0 }
  }
  if (dayUnits[name] !== undefined) return { days: dayUnits[name] === 7 ? monday(days) : days, microseconds: 0 }
  const step = microsecondsOfUnit[name]
  if (step === undefined) throw unknownUnit(unit, 'date_trunc')
  return { days, microseconds: Math.floor(microseconds / step) * step }
}

function truncatedInterval(unit: string, { months, days, microseconds }: IntervalValue): Scalar {
  const { name } = timePart(unit)
  const whole = monthsOfUnit[name]
  if (whole !== undefined) return { months: Math.trunc(months / whole) * whole, days: 0, microseconds: 0n }
  if (name === 'week' || name === 'day') return { months, days: name === 'week' ? Math.trunc(days / 7) * 7 : days, microseconds: 0n }
  const step = BigInt(microsecondsOfUnit[name] ?? 1)
  return { months, days, microseconds: (microseconds / step) * step }
}

/** A date becomes a timestamp, as in PostgreSQL. */
function truncatedType([, type]: readonly DataType[]): DataType | undefined {
  return type?.kind === 'date' ? { kind: 'timestamp', unit: 'us' } : type
}

/** How many boundaries of the unit lie between: 31 December to 1 January is one year. */
function boundaries(unit: string, from: DayTime, to: DayTime): bigint {
  const { name } = timePart(unit)
  const months = monthsOfUnit[name]
  if (months !== undefined) {
    const shift = months >= 1200 ? 12 : 0
    const count = (time: DayTime) => Math.floor((monthNumber(time.days) - shift) / months)
    return BigInt(count(to) - count(from))
  }
  if (name === 'isoyear') return BigInt(isoWeek(to.days).year - isoWeek(from.days).year)
  const days = dayUnits[name]
  if (days !== undefined) return BigInt(days === 7 ? (monday(to.days) - monday(from.days)) / 7 : to.days - from.days)
  const step = microsecondsOfUnit[name]
  if (step === undefined) throw unknownUnit(unit, 'date_diff')
  return floorDivide(microsecondsOf(to), BigInt(step)) - floorDivide(microsecondsOf(from), BigInt(step))
}

function floorDivide(value: bigint, by: bigint): bigint {
  return value / by - (value % by < 0n ? 1n : 0n)
}

/** How many whole units lie between. */
function wholeUnits(unit: string, from: DayTime, to: DayTime): bigint {
  const { name } = timePart(unit)
  const months = monthsOfUnit[name]
  if (months !== undefined) return BigInt(Math.trunc(wholeMonths(from, to) / months))
  const days = dayUnits[name]
  const step = days === undefined ? microsecondsOfUnit[name] : days * DAY
  if (step === undefined) throw unknownUnit(unit, 'date_sub')
  return (microsecondsOf(to) - microsecondsOf(from)) / BigInt(step)
}

function wholeMonths(from: DayTime, to: DayTime): number {
  if (microsecondsOf(to) < microsecondsOf(from)) return 0 - wholeMonths(to, from)
  const months = monthNumber(to.days) - monthNumber(from.days)
  const reached = { days: addMonths(from.days, months), microseconds: from.microseconds }
  return microsecondsOf(reached) > microsecondsOf(to) ? months - 1 : months
}

/** Years and months, then days and time, as a person counts them. */
function age(later: bigint, earlier: bigint): Scalar {
  if (later < earlier) {
    const { months, days, microseconds } = age(earlier, later) as unknown as IntervalValue // an interval, as below
    return { months: 0 - months, days: 0 - days, microseconds: -microseconds }
  }
  const [from, to] = [dayTimeOf(earlier), dayTimeOf(later)]
  const [a, b] = [civilOf(from.days), civilOf(to.days)]
  let months = (b.year - a.year) * 12 + b.month - a.month
  let days = b.day - a.day
  let microseconds = to.microseconds - from.microseconds
  if (microseconds < 0) {
    microseconds += DAY
    days--
  }
  if (days < 0) {
    // The days of the month of the earlier time, as in PostgreSQL.
    days += daysInMonth(a.year, a.month)
    months--
  }
  return { months, days, microseconds: BigInt(microseconds) }
}

/** `origin`: where some bucket begins; of buckets of months only its month counts. */
function bucket(width: IntervalValue, time: bigint, start: bigint | undefined): bigint {
  const day = dayTimeOf(time)
  if (width.months > 0 && width.days === 0 && width.microseconds === 0n) {
    const origin = start === undefined ? 2000 * 12 : monthNumber(dayTimeOf(start).days)
    const months = Math.floor((monthNumber(day.days) - origin) / width.months) * width.months + origin
    return microsecondsOf({ days: firstOfMonth(months), microseconds: 0 })
  }
  const step = intervalMicroseconds(width)
  if (width.months !== 0 || step <= 0n)
    throw new QueryError('EXECUTION', 'Function time_bucket takes a positive interval of months only, or of days and times only')
  const monday = microsecondsOf({ days: daysOf({ year: 2000, month: 1, day: 3 }), microseconds: 0 })
  const origin = start ?? monday
  return floorDivide(time - origin, step) * step + origin
}

/** Buckets that begin where a moment says, or that an interval moves. */
function bucketOf(args: readonly Column[], lacking: bigint | undefined): (row: number) => bigint {
  const words = argument(args, 0).values as Int32Array // of an interval column
  const moment = microsecondsReader(argument(args, 1))
  const third = args[2]
  if (!third) return row => bucket(intervalAt(words, row), moment(row), lacking)
  if (third.type.kind !== 'interval') {
    const origin = microsecondsReader(third)
    return row => bucket(intervalAt(words, row), moment(row), origin(row))
  }
  const offsets = third.values as Int32Array // of an interval column
  return row => {
    const offset = intervalAt(offsets, row)
    const back = { months: -offset.months, days: -offset.days, microseconds: -offset.microseconds }
    return movedBy(bucket(intervalAt(words, row), movedBy(moment(row), back), lacking), offset)
  }
}

function movedBy(time: bigint, { months, days, microseconds }: IntervalValue): bigint {
  const day = dayTimeOf(time)
  return microsecondsOf({ days: addMonths(day.days, months) + days, microseconds: day.microseconds }) + microseconds
}

function bucketFunction(description: Pick<ScalarFunction, 'name' | 'summary' | 'example' | 'result'>, origin?: bigint): ScalarFunction {
  const { parameterTypes, resultType } = signature({ required: ['interval', 'moment'], optional: ['temporal'] }, ([, type]) => type)
  return {
    kind: 'scalar',
    ...description,
    parameterTypes,
    resultType,
    evaluate: (args, numRows, type) => {
      const begin = bucketOf(args, origin)
      return mapRows(args, { numRows, type }, row => asType(begin(row), type))
    },
  }
}

/** The moment in the unit of the type that it becomes. */
function asType(microseconds: bigint, type: DataType): Scalar {
  if (type.kind === 'date') return dayTimeOf(microseconds).days
  return type.kind === 'timestamp' && type.unit === 'ms' ? floorDivide(microseconds, 1000n) : microseconds
}

export const stepFunctions: readonly ScalarFunction[] = [
  {
    kind: 'scalar',
    name: 'date_trunc',
    aliases: ['datetrunc'],
    summary: 'A time cut to a unit: year, quarter, month, week, day, hour, minute, second …',
    example: "SELECT date_trunc('month', DATE '2024-03-15')",
    result: '2024-03-01 00:00:00',
    ...signature({ required: ['text', 'temporal'] }, truncatedType),
    evaluate: (args, numRows, type) => {
      const unit = textReader(argument(args, 0))
      const time = argument(args, 1)
      if (time.type.kind === 'interval') {
        const words = time.values as Int32Array // of an interval column
        return mapRows(args, { numRows, type }, row => truncatedInterval(unit(row), intervalAt(words, row)))
      }
      const moment = microsecondsReader(time)
      return mapRows(args, { numRows, type }, row => asType(microsecondsOf(truncated(unit(row), dayTimeOf(moment(row)))), type))
    },
  },
  rowFunction({
    name: 'date_diff',
    aliases: ['datediff'],
    summary: 'How many boundaries of a unit lie between two times.',
    example: "SELECT date_diff('month', DATE '2024-01-31', DATE '2024-02-01')",
    result: '1',
    takes: ['text', 'moment', 'moment'],
    gives: { kind: 'int64' },
    compute: (unit: string, from: bigint, to: bigint) => boundaries(unit, dayTimeOf(from), dayTimeOf(to)),
  }),
  rowFunction({
    name: 'date_sub',
    aliases: ['datesub'],
    summary: 'How many whole units lie between two times.',
    example: "SELECT date_sub('month', DATE '2024-01-31', DATE '2024-02-28')",
    result: '0',
    takes: ['text', 'moment', 'moment'],
    gives: { kind: 'int64' },
    compute: (unit: string, from: bigint, to: bigint) => wholeUnits(unit, dayTimeOf(from), dayTimeOf(to)),
  }),
  rowFunction({
    name: 'age',
    summary:
      'The time from the second to the first argument in years, months, days and the rest; from the first to today where there is one only.',
    example: "SELECT age(DATE '2024-03-15', DATE '2023-01-20')",
    result: '1 year 1 month 26 days',
    takes: ['moment', 'moment'],
    gives: { kind: 'interval' },
    compute: age,
  }),
  bucketFunction({
    name: 'time_bucket',
    summary: 'The beginning of the interval of a given width that a time lies in; a third argument says where one begins, or moves all.',
    example: "SELECT time_bucket(INTERVAL '2 hours', TIMESTAMP '2024-03-15 11:30')",
    result: '2024-03-15 10:00:00',
  }),
  bucketFunction(
    {
      name: 'date_bin',
      summary: 'The beginning of the interval of a given width that a time lies in, counted from 1970 or from a third argument.',
      example: "SELECT date_bin(INTERVAL '15 minutes', TIMESTAMP '2024-03-15 11:38', TIMESTAMP '2024-01-01')",
      result: '2024-03-15 11:30:00',
    },
    0n,
  ),
  rowFunction({
    name: 'last_day',
    summary: 'The last day of the month.',
    example: "SELECT last_day(DATE '2024-02-10')",
    result: '2024-02-29',
    safe: true,
    takes: ['moment'],
    gives: { kind: 'date' },
    compute: (time: bigint) => {
      const { year, month } = civilOf(dayTimeOf(time).days)
      return daysOf({ year, month, day: daysInMonth(year, month) })
    },
  }),
]
