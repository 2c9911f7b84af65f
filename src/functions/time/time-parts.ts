/** The parts of times that EXTRACT, date_part and date_trunc know, and how each is calculated. */
import { civilOf, daysOf, isoWeek, isoWeekday } from '../../columnar/calendar.ts'
import type { IntervalValue } from '../../columnar/interval-value.ts'
import { QueryError } from '../../common/errors.ts'

export const SECOND = 1_000_000
export const DAY = 86_400_000_000

/** A moment as the day and the microseconds of that day. */
export interface DayTime {
  readonly days: number
  readonly microseconds: number
}

export function dayTimeOf(microseconds: bigint): DayTime {
  const perDay = BigInt(DAY)
  const ofDay = ((microseconds % perDay) + perDay) % perDay
  return { days: Number((microseconds - ofDay) / perDay), microseconds: Number(ofDay) }
}

export function microsecondsOf({ days, microseconds }: DayTime): bigint {
  return BigInt(days) * BigInt(DAY) + BigInt(microseconds)
}

export interface TimePart {
  readonly name: string
  readonly aliases: readonly string[]
  readonly summary: string
  readonly example: string
  readonly result: string
  /** float64 where the part has a fraction. */
  readonly kind: 'int64' | 'float64'
  of(moment: DayTime): number
  /** Absent: intervals have no such part. */
  ofInterval?(interval: IntervalValue): number
}

type Names = Pick<TimePart, 'name' | 'aliases' | 'summary' | 'example' | 'result'>

function part(names: Names, of: TimePart['of'], ofInterval?: TimePart['ofInterval']): TimePart {
  return { ...names, kind: names.name === 'epoch' || names.name === 'julian' ? 'float64' : 'int64', of, ...(ofInterval && { ofInterval }) }
}

const yearOf = ({ days }: DayTime) => civilOf(days).year

/** 1 is the first hundred years, -1 the hundred before; there is no 0. */
function ordinal(year: number, length: number): number {
  return year > 0 ? Math.floor((year - 1) / length) + 1 : -(Math.floor(-year / length) + 1)
}

function firstOfYear(days: number): number {
  return daysOf({ year: civilOf(days).year, month: 1, day: 1 })
}

/** Microseconds of the hours, minutes and so on of an interval. */
const timeOf = ({ microseconds }: IntervalValue) => Number(microseconds)

const DATE = "DATE '2024-03-15'"
const TIME = "TIMESTAMP '2024-03-15 10:20:30.123456'"

const parts: readonly TimePart[] = [
  part(
    { name: 'year', aliases: ['years', 'y', 'yr', 'yrs'], summary: 'The year of a time.', example: `SELECT year(${DATE})`, result: '2024' },
    yearOf,
    i => Math.trunc(i.months / 12),
  ),
  part(
    {
      name: 'month',
      aliases: ['months', 'mon', 'mons'],
      summary: 'The month of a time, 1 to 12.',
      example: `SELECT month(${DATE})`,
      result: '3',
    },
    ({ days }) => civilOf(days).month,
    i => i.months % 12,
  ),
  part(
    {
      name: 'day',
      aliases: ['days', 'd', 'dayofmonth'],
      summary: 'The day of the month, 1 to 31.',
      example: `SELECT day(${DATE})`,
      result: '15',
    },
    ({ days }) => civilOf(days).day,
    i => i.days,
  ),
  part(
    { name: 'decade', aliases: ['decades'], summary: 'The year divided by 10.', example: `SELECT decade(${DATE})`, result: '202' },
    time => Math.trunc(yearOf(time) / 10),
    i => Math.trunc(i.months / 120),
  ),
  part(
    {
      name: 'century',
      aliases: ['centuries'],
      summary: 'The century; 2000 is the last year of the 20th.',
      example: `SELECT century(${DATE})`,
      result: '21',
    },
    time => ordinal(yearOf(time), 100),
    i => Math.trunc(i.months / 1200),
  ),
  part(
    {
      name: 'millennium',
      aliases: ['millennia', 'millenniums', 'millenium'],
      summary: 'The millennium; 2000 is the last year of the second.',
      example: `SELECT millennium(${DATE})`,
      result: '3',
    },
    time => ordinal(yearOf(time), 1000),
    i => Math.trunc(i.months / 12_000),
  ),
  part(
    {
      name: 'quarter',
      aliases: ['quarters'],
      summary: 'The quarter of the year, 1 to 4.',
      example: `SELECT quarter(${DATE})`,
      result: '1',
    },
    ({ days }) => Math.ceil(civilOf(days).month / 3),
    i => Math.trunc((i.months % 12) / 3) + 1,
  ),
  part(
    {
      name: 'hour',
      aliases: ['hours', 'h', 'hr', 'hrs'],
      summary: 'The hour of the day, 0 to 23.',
      example: `SELECT hour(${TIME})`,
      result: '10',
    },
    time => Math.floor(time.microseconds / (3600 * SECOND)),
    i => Math.trunc(timeOf(i) / (3600 * SECOND)),
  ),
  part(
    {
      name: 'minute',
      aliases: ['minutes', 'min', 'mins'],
      summary: 'The minute of the hour, 0 to 59.',
      example: `SELECT minute(${TIME})`,
      result: '20',
    },
    time => Math.floor(time.microseconds / (60 * SECOND)) % 60,
    i => Math.trunc(timeOf(i) / (60 * SECOND)) % 60,
  ),
  part(
    {
      name: 'second',
      aliases: ['seconds', 's', 'sec', 'secs'],
      summary: 'The second of the minute without its fraction, 0 to 59.',
      example: `SELECT second(${TIME})`,
      result: '30',
    },
    time => Math.floor(time.microseconds / SECOND) % 60,
    i => Math.trunc(timeOf(i) / SECOND) % 60,
  ),
  part(
    {
      name: 'millisecond',
      aliases: ['milliseconds', 'ms', 'msec', 'msecs'],
      summary: 'The seconds of the minute in milliseconds.',
      example: `SELECT millisecond(${TIME})`,
      result: '30123',
    },
    time => Math.floor((time.microseconds % (60 * SECOND)) / 1000),
    i => Math.trunc((timeOf(i) % (60 * SECOND)) / 1000),
  ),
  part(
    {
      name: 'microsecond',
      aliases: ['microseconds', 'us', 'usec', 'usecs'],
      summary: 'The seconds of the minute in microseconds.',
      example: `SELECT microsecond(${TIME})`,
      result: '30123456',
    },
    time => time.microseconds % (60 * SECOND),
    i => timeOf(i) % (60 * SECOND),
  ),
  part(
    {
      name: 'dayofweek',
      aliases: ['dow', 'weekday'],
      summary: 'The day of the week: 0 is Sunday, 6 is Saturday.',
      example: `SELECT dayofweek(${DATE})`,
      result: '5',
    },
    ({ days }) => isoWeekday(days) % 7,
  ),
  part(
    {
      name: 'isodow',
      aliases: [],
      summary: 'The day of the week: 1 is Monday, 7 is Sunday.',
      example: `SELECT isodow(${DATE})`,
      result: '5',
    },
    ({ days }) => isoWeekday(days),
  ),
  part(
    { name: 'dayofyear', aliases: ['doy'], summary: 'The day of the year, 1 to 366.', example: `SELECT dayofyear(${DATE})`, result: '75' },
    ({ days }) => days - firstOfYear(days) + 1,
  ),
  part(
    {
      name: 'week',
      aliases: ['weeks', 'w', 'weekofyear'],
      summary: 'The week of the year as ISO 8601 counts, 1 to 53.',
      example: `SELECT week(${DATE})`,
      result: '11',
    },
    ({ days }) => isoWeek(days).week,
  ),
  part(
    {
      name: 'isoyear',
      aliases: [],
      summary: 'The year that the ISO week belongs to.',
      example: "SELECT isoyear(DATE '2021-01-01')",
      result: '2020',
    },
    ({ days }) => isoWeek(days).year,
  ),
  part(
    {
      name: 'yearweek',
      aliases: [],
      summary: 'The ISO year and week as one number.',
      example: `SELECT yearweek(${DATE})`,
      result: '202411',
    },
    ({ days }) => isoWeek(days).year * 100 + isoWeek(days).week,
  ),
  part(
    { name: 'era', aliases: [], summary: '1 for years after Christ, 0 for those before.', example: `SELECT era(${DATE})`, result: '1' },
    time => (yearOf(time) > 0 ? 1 : 0),
  ),
  part(
    {
      name: 'julian',
      aliases: [],
      summary: 'The Julian day, with the time as its fraction.',
      example: `SELECT julian(${DATE})`,
      result: '2460385',
    },
    time => time.days + 2_440_588 + time.microseconds / DAY,
  ),
  part(
    {
      name: 'epoch',
      aliases: ['to_unixtime'],
      summary: 'The seconds since 1970, or of an interval.',
      example: `SELECT epoch(${TIME})`,
      result: '1710498030.123456',
    },
    time => Number(microsecondsOf(time)) / SECOND,
    i => Math.trunc(i.months / 12) * 31_557_600 + (i.months % 12) * 2_592_000 + i.days * 86_400 + timeOf(i) / SECOND,
  ),
]

const byName: ReadonlyMap<string, TimePart> = new Map(
  parts.flatMap(each => [each.name, ...each.aliases].map(name => [name, each] as const)),
)

/** By a name as EXTRACT takes it: year, 'dow', hours. */
export function findTimePart(name: string): TimePart | undefined {
  return byName.get(name.trim().toLowerCase())
}

export function timePart(name: string): TimePart {
  const found = findTimePart(name)
  if (found) return found
  throw new QueryError('EXECUTION', `'${name}' is no part of a time. There are ${parts.map(each => each.name).join(', ')}`)
}

export const timeParts = parts
