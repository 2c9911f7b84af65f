/** strptime: the time that a text gives by a format. */
import { daysInMonth, daysOf } from '../../columnar/calendar.ts'
import { DAYS, MONTHS } from './format-time.ts'
import { microsecondsOf, SECOND } from './time-parts.ts'

/** What has been read so far. */
interface Fields {
  year: number
  month: number
  day: number
  dayOfYear: number | undefined
  hour: number
  minute: number
  second: number
  microsecond: number
  afternoon: boolean | undefined
  zoneMinutes: number
}

/** Microseconds since 1970; undefined where the text does not fit. */
export function parseTime(text: string, format: string): bigint | undefined {
  const fields: Fields = {
    year: 1900,
    month: 1,
    day: 1,
    dayOfYear: undefined,
    hour: 0,
    minute: 0,
    second: 0,
    microsecond: 0,
    afternoon: undefined,
    zoneMinutes: 0,
  }
  let rest = text.trimStart()
  const pattern = format.replaceAll('%c', '%Y-%m-%d %H:%M:%S').replaceAll('%x', '%Y-%m-%d').replaceAll('%X', '%H:%M:%S')
  for (const [token] of pattern.matchAll(/%-?.|\s+|[^%\s]+/gsu)) {
    const length = /^\s/.test(token)
      ? blanks(rest)
      : token.startsWith('%')
        ? readDirective(rest, token.at(-1) ?? '', fields)
        : rest.startsWith(token)
          ? token.length
          : -1
    if (length < 0) return undefined
    rest = rest.slice(length)
  }
  return rest.trim() === '' ? momentOf(fields) : undefined
}

function blanks(rest: string): number {
  return rest.length - rest.trimStart().length
}

const numbers: { readonly [directive: string]: readonly [pattern: RegExp, read: (value: number, fields: Fields) => void] } = {
  Y: [/^[+-]?\d{1,4}/, (value, fields) => (fields.year = value)],
  y: [/^\d{1,2}/, (value, fields) => (fields.year = value < 69 ? 2000 + value : 1900 + value)],
  m: [/^\d{1,2}/, (value, fields) => (fields.month = value)],
  d: [/^\d{1,2}/, (value, fields) => (fields.day = value)],
  j: [/^\d{1,3}/, (value, fields) => (fields.dayOfYear = value)],
  H: [/^\d{1,2}/, (value, fields) => (fields.hour = value)],
  I: [/^\d{1,2}/, (value, fields) => (fields.hour = value)],
  M: [/^\d{1,2}/, (value, fields) => (fields.minute = value)],
  S: [/^\d{1,2}/, (value, fields) => (fields.second = value)],
  w: [/^[0-6]/, () => undefined],
  u: [/^[1-7]/, () => undefined],
}

/** How many characters it took; -1: they do not fit. */
function readDirective(rest: string, directive: string, fields: Fields): number {
  const number = numbers[directive]
  if (number) {
    const digits = number[0].exec(rest)?.[0]
    if (digits === undefined) return -1
    number[1](Number(digits), fields)
    return digits.length
  }
  switch (directive) {
    case '%':
      return rest.startsWith('%') ? 1 : -1
    case 'f':
    case 'n':
      return readFraction(rest, 9, fields)
    case 'g':
      return readFraction(rest, 3, fields)
    case 'p':
      return readHalf(rest, fields)
    case 'b':
    case 'h':
    case 'B':
      return readName(rest, MONTHS, index => (fields.month = index + 1))
    case 'a':
    case 'A':
      return readName(rest, DAYS, () => undefined)
    case 'z':
      return readZone(rest, fields)
    case 'Z':
      return /^(UTC|GMT|Z)?/.exec(rest)?.[0].length ?? 0
    default:
      return -1
  }
}

function readFraction(rest: string, most: number, fields: Fields): number {
  const digits = /^\d+/.exec(rest)?.[0].slice(0, most)
  if (digits === undefined) return -1
  fields.microsecond = Number(digits.padEnd(6, '0').slice(0, 6))
  return digits.length
}

function readHalf(rest: string, fields: Fields): number {
  const half = /^[ap]m/i.exec(rest)?.[0].toLowerCase()
  if (half === undefined) return -1
  fields.afternoon = half === 'pm'
  return 2
}

/** The whole name, or its first three letters. */
function readName(rest: string, names: readonly string[], found: (index: number) => void): number {
  const lower = rest.toLowerCase()
  for (const [index, name] of names.entries()) {
    const length = lower.startsWith(name.toLowerCase()) ? name.length : lower.startsWith(name.slice(0, 3).toLowerCase()) ? 3 : 0
    if (length === 0) continue
    found(index)
    return length
  }
  return -1
}

function readZone(rest: string, fields: Fields): number {
  if (rest.startsWith('Z')) return 1
  const zone = /^([+-])(\d{2}):?(\d{2})?/.exec(rest)
  if (!zone) return -1
  fields.zoneMinutes = (zone[1] === '-' ? -1 : 1) * (Number(zone[2]) * 60 + Number(zone[3] ?? 0))
  return zone[0].length
}

function momentOf(fields: Fields): bigint | undefined {
  const { year, month, day, minute, second, microsecond, afternoon, dayOfYear } = fields
  const hour = afternoon === undefined ? fields.hour : (fields.hour % 12) + (afternoon ? 12 : 0)
  if (afternoon !== undefined && (fields.hour < 1 || fields.hour > 12)) return undefined
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month) || hour > 23 || minute > 59 || second > 59) return undefined
  const days = dayOfYear === undefined ? daysOf({ year, month, day }) : daysOf({ year, month: 1, day: 1 }) + dayOfYear - 1
  const minutes = hour * 60 + minute - fields.zoneMinutes
  return microsecondsOf({ days, microseconds: (minutes * 60 + second) * SECOND + microsecond })
}
