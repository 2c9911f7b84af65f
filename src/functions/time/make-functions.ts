/** Times and intervals from numbers, and back. */
import { daysInMonth, daysOf } from '../../columnar/calendar.ts'
import type { DataType } from '../../columnar/data-type.ts'
import { QueryError } from '../../common/errors.ts'
import type { ScalarFunction } from '../function-registry.ts'
import { rowFunction } from '../support/row-function.ts'
import { DAY, SECOND } from './time-parts.ts'

const timestamp: DataType = { kind: 'timestamp', unit: 'us' }
const int64: DataType = { kind: 'int64' }

function checkedDate(year: number, month: number, day: number): number {
  if (month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)) {
    const days = daysOf({ year, month, day })
    if (Math.abs(days) < 2 ** 31) return days
  }
  throw new QueryError('EXECUTION', `There is no day ${year}-${month}-${day}`)
}

function checkedTimestamp(microseconds: number): bigint {
  if (Math.abs(microseconds) < 2 ** 63) return BigInt(Math.round(microseconds))
  throw new QueryError('EXECUTION', 'Timestamp out of range')
}

/** to_days(3) is INTERVAL '3 days'. */
function toInterval(
  unit: string,
  of: { readonly months?: number; readonly days?: number; readonly microseconds?: number },
): ScalarFunction {
  return rowFunction({
    name: `to_${unit}`,
    summary: `An interval of so many ${unit}.`,
    example: `SELECT epoch(to_${unit}(0))`,
    result: '0',
    takes: [of.microseconds === undefined ? 'integer' : 'number'],
    gives: { kind: 'interval' },
    compute: (count: number) => {
      const [months, days] = [count * (of.months ?? 0), count * (of.days ?? 0)]
      const microseconds = Math.round(count * (of.microseconds ?? 0))
      if (Math.abs(months) < 2 ** 31 && Math.abs(days) < 2 ** 31 && Math.abs(microseconds) < 2 ** 53) {
        return { months: months + 0, days: days + 0, microseconds: BigInt(microseconds) }
      }
      throw new QueryError('EXECUTION', `Interval out of range: ${count} ${unit}`)
    },
  })
}

/** The microseconds since 1970 in coarser or finer units. */
function sinceEpoch(name: string, unit: string, convert: (microseconds: bigint) => bigint): ScalarFunction {
  return rowFunction({
    name,
    summary: `The ${unit} since 1970.`,
    example: `SELECT ${name}(TIMESTAMP '1970-01-01 00:00:01')`,
    result: String(convert(1_000_000n)),
    safe: true,
    takes: ['moment'],
    gives: int64,
    compute: convert,
  })
}

export const makeFunctions: readonly ScalarFunction[] = [
  rowFunction({
    name: 'make_date',
    summary: 'The day of a year, month and day.',
    example: 'SELECT make_date(2024, 2, 29)',
    result: '2024-02-29',
    takes: ['integer', 'integer', 'integer'],
    gives: { kind: 'date' },
    compute: checkedDate,
  }),
  rowFunction({
    name: 'make_time',
    summary: 'The time of day of an hour, minute and seconds.',
    example: 'SELECT make_time(12, 30, 1.5)',
    result: '12:30:01.5',
    takes: ['integer', 'integer', 'number'],
    gives: { kind: 'time' },
    compute: (hour: number, minute: number, second: number) => {
      const within = hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60
      if (!within) throw new QueryError('EXECUTION', `There is no time ${hour}:${minute}:${second}`)
      return BigInt((hour * 60 + minute) * 60) * 1_000_000n + BigInt(Math.round(second * SECOND))
    },
  }),
  rowFunction({
    name: 'make_timestamp',
    summary: 'The time of a year, month, day, hour, minute and seconds; or of microseconds since 1970.',
    example: 'SELECT make_timestamp(2024, 2, 29, 12, 30, 1.5)',
    result: '2024-02-29 12:30:01.5',
    takes: ['integer'],
    optional: ['integer', 'integer', 'integer', 'integer', 'number'],
    gives: (types: readonly DataType[]) => (types.length === 1 || types.length === 6 ? timestamp : undefined),
    compute: (first: number, month?: number, day = 1, hour = 0, minute = 0, second = 0) => {
      if (month === undefined) return checkedTimestamp(first)
      if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || !(second >= 0 && second < 60)) {
        throw new QueryError('EXECUTION', `There is no time ${hour}:${minute}:${second}`)
      }
      const ofDay = (hour * 60 + minute) * 60 * SECOND + Math.round(second * SECOND)
      return BigInt(checkedDate(first, month, day)) * BigInt(DAY) + BigInt(ofDay)
    },
  }),
  rowFunction({
    name: 'to_timestamp',
    summary: 'The time so many seconds after 1970 began in UTC.',
    example: 'SELECT to_timestamp(1710498030.5)',
    result: '2024-03-15 10:20:30.5+00',
    takes: ['number'],
    gives: { kind: 'timestamp', unit: 'us', timezone: 'UTC' },
    compute: (seconds: number) => checkedTimestamp(seconds * SECOND),
  }),
  ...[
    { unit: 'seconds', microseconds: 1_000_000n, aliases: ['from_unixtime'] },
    { unit: 'millis', microseconds: 1000n, aliases: [] },
    { unit: 'micros', microseconds: 1n, aliases: [] },
  ].map(({ unit, microseconds, aliases }) =>
    rowFunction({
      name: `to_timestamp_${unit}`,
      aliases,
      summary: `The time so many ${unit} after 1970 began.`,
      example: `SELECT to_timestamp_${unit}(${1_710_498_030_000_000n / microseconds})`,
      result: '2024-03-15 10:20:30',
      takes: ['exact integer'],
      gives: timestamp,
      compute: (count: number | bigint) => checkedTimestamp(Number(BigInt(count) * microseconds)),
    }),
  ),
  rowFunction({
    name: 'timezone',
    summary: "A timestamp at a time zone: with a zone it loses it, without one it gets it. UTC is the only one: `x AT TIME ZONE 'UTC'`.",
    example: "SELECT TIMESTAMP '2024-03-15 10:00' AT TIME ZONE 'UTC'",
    result: '2024-03-15 10:00:00+00',
    takes: ['text', 'moment'],
    gives: ([, type]: readonly DataType[]) =>
      type?.kind === 'timestamp' && type.timezone !== undefined ? timestamp : { kind: 'timestamp', unit: 'us', timezone: 'UTC' },
    compute: (zone: string, time: bigint) => {
      if (/^(utc|gmt|etc\/utc|z|\+00(:00)?)$/i.test(zone.trim())) return time
      throw new QueryError('NOT_IMPLEMENTED', `There is no time zone '${zone}' here, only UTC; add or subtract an interval instead`)
    },
  }),
  sinceEpoch('epoch_us', 'microseconds', value => value),
  sinceEpoch('epoch_ns', 'nanoseconds', value => value * 1000n),
  rowFunction({
    name: 'make_timestamp_ms',
    summary: 'The time so many milliseconds after 1970 began.',
    example: 'SELECT make_timestamp_ms(1710498030500)',
    result: '2024-03-15 10:20:30.5',
    takes: ['integer'],
    gives: timestamp,
    compute: (milliseconds: number) => checkedTimestamp(milliseconds * 1000),
  }),
  epochMilliseconds(),
  toInterval('millennia', { months: 12_000 }),
  toInterval('centuries', { months: 1200 }),
  toInterval('decades', { months: 120 }),
  toInterval('years', { months: 12 }),
  toInterval('quarters', { months: 3 }),
  toInterval('months', { months: 1 }),
  toInterval('weeks', { days: 7 }),
  toInterval('days', { days: 1 }),
  toInterval('hours', { microseconds: 3600 * SECOND }),
  toInterval('minutes', { microseconds: 60 * SECOND }),
  toInterval('seconds', { microseconds: SECOND }),
  toInterval('milliseconds', { microseconds: 1000 }),
  toInterval('microseconds', { microseconds: 1 }),
]

/** Both ways: of a time, and of a number. */
function epochMilliseconds(): ScalarFunction {
  const ofTime = sinceEpoch('epoch_ms', 'milliseconds', value => value / 1000n - (value % 1000n < 0n ? 1n : 0n))
  const ofNumber = rowFunction({
    name: 'epoch_ms',
    summary: '',
    example: '',
    takes: ['integer'],
    gives: timestamp,
    compute: (milliseconds: number) => checkedTimestamp(milliseconds * 1000),
  })
  return {
    ...ofTime,
    summary: 'The milliseconds since 1970 of a time, or the time of so many milliseconds.',
    resultType: types => ofTime.resultType(types) ?? ofNumber.resultType(types),
    parameterTypes: types => (ofTime.resultType(types) ? (ofTime.parameterTypes?.(types) ?? types) : types),
    evaluate: (args, numRows, type) => (type.kind === 'timestamp' ? ofNumber : ofTime).evaluate(args, numRows, type),
  }
}
