/** Reads a value from text as a cast does (PostgreSQL's input forms, blanks around allowed); undefined where the text is not one. */
import { daysInMonth, daysOf } from '../columnar/calendar.ts'
import type { DataType } from '../columnar/data-type.ts'
import type { Scalar } from '../columnar/scalar.ts'

import { parseBytes } from './parse-bytes.ts'
import { parseDecimal } from './parse-decimal.ts'
import { parseInterval } from './parse-interval.ts'

const trueWords = new Set(['t', 'tr', 'tru', 'true', 'y', 'ye', 'yes', 'on', '1'])
const falseWords = new Set(['f', 'fa', 'fal', 'fals', 'false', 'n', 'no', 'of', 'off', '0'])

/** An integer of any size, or undefined: '12', '-7', '+3', '0x1f'. Not '1.0', not '1e3'. */
export function parseInteger(text: string): bigint | undefined {
  const trimmed = text.trim()
  if (/^[+-]?\d+$/.test(trimmed)) return BigInt(trimmed.startsWith('+') ? trimmed.slice(1) : trimmed)
  const hexadecimal = /^([+-]?)(0[xX][0-9a-fA-F]+)$/.exec(trimmed)
  if (!hexadecimal?.[2]) return undefined
  const magnitude = BigInt(hexadecimal[2])
  return hexadecimal[1] === '-' ? -magnitude : magnitude
}

/** A float, or undefined: '1', '.5', '1e-3', 'NaN', 'inf', '-Infinity'. */
export function parseNumber(text: string): number | undefined {
  const trimmed = text.trim()
  if (/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(trimmed)) return Number(trimmed)
  switch (trimmed.toLowerCase()) {
    case 'nan':
      return Number.NaN
    case 'inf':
    case '+inf':
    case 'infinity':
    case '+infinity':
      return Number.POSITIVE_INFINITY
    case '-inf':
    case '-infinity':
      return Number.NEGATIVE_INFINITY
    default:
      return undefined
  }
}

export function parseBoolean(text: string): boolean | undefined {
  const word = text.trim().toLowerCase()
  if (trueWords.has(word)) return true
  return falseWords.has(word) ? false : undefined
}

/** Days since 1970-01-01 of 'YYYY-MM-DD', 'YYYY/MM/DD', with ' (BC)' or ' BC' for years before 1, or undefined. A time after it is left out. */
export function parseDate(text: string): number | undefined {
  const match = /^([+-]?\d{4,7})([-/])(\d{1,2})\2(\d{1,2})(?:[T ]+\d{1,2}:\S+)?( \(?BC\)?)?$/i.exec(text.trim())
  if (!match) return undefined
  const [written, month, day] = [Number(match[1]), Number(match[3]), Number(match[4])]
  const year = match[5] === undefined ? written : 1 - written
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined
  const days = daysOf({ year, month, day })
  return Math.abs(days) < 2 ** 31 ? days : undefined
}

/** Microseconds since 1970 of 'YYYY-MM-DD[ T]hh:mm[:ss[.ffffff]][Z|UTC|±hh[:mm]]', or undefined. A zone moves it to UTC. */
export function parseTimestamp(text: string): bigint | undefined {
  const era = / \(?BC\)?(?= |$)/i.exec(text.trim())?.[0] ?? ''
  const wallText = text.trim().replace(era, '')
  const match =
    /^([+-]?\d+[-/]\d+[-/]\d+)(?:[ T]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{0,6})\d*)?)?\s*(Z|UTC|GMT|[+-]\d{1,2}(?::?\d{2}(?::?\d{2})?)?)?)?$/i.exec(
      wallText,
    )
  const days = match?.[1] === undefined ? undefined : parseDate(`${match[1]}${era}`)
  if (!match || days === undefined) return undefined
  const [hours, minutes, seconds] = [Number(match[2] ?? 0), Number(match[3] ?? 0), Number(match[4] ?? 0)]
  const fraction = Number((match[5] ?? '').padEnd(6, '0'))
  if (minutes > 59 || seconds > 59 || hours > 24 || (hours === 24 && minutes + seconds + fraction > 0)) return undefined
  const wall = ((days * 24 + hours) * 60 + minutes) * 60 + seconds
  const microseconds = BigInt(wall - zoneSeconds(match[6])) * 1_000_000n + BigInt(fraction)
  return BigInt.asIntN(64, microseconds) === microseconds ? microseconds : undefined
}

/** Microseconds of a day of 'hh:mm[:ss[.ffffff]]', of a timestamp's time, or undefined. 24:00:00 is the end of the day. */
export function parseTimeOfDay(text: string): bigint | undefined {
  const match = /^(?:[+-]?\d+[-/]\d+[-/]\d+[ T]+)?(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{0,6})\d*)?)?\s*(?:Z|UTC)?$/i.exec(text.trim())
  if (!match) return undefined
  const [hours, minutes, seconds] = [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)]
  const fraction = Number((match[4] ?? '').padEnd(6, '0'))
  if (minutes > 59 || seconds > 59 || hours > 24 || (hours === 24 && minutes + seconds + fraction > 0)) return undefined
  return BigInt((hours * 60 + minutes) * 60 + seconds) * 1_000_000n + BigInt(fraction)
}

function zoneSeconds(zone: string | undefined): number {
  if (zone === undefined || /^[A-Z]/i.test(zone)) return 0
  const digits = /^.(\d{1,2}):?(\d{2})?:?(\d{2})?$/.exec(zone)
  const seconds = Number(digits?.[1] ?? 0) * 3600 + Number(digits?.[2] ?? 0) * 60 + Number(digits?.[3] ?? 0)
  return zone.startsWith('-') ? -seconds : seconds
}

/** One scalar of a type from text, range checked; undefined where it is not one. */
export function parseText(text: string, type: DataType): Scalar | undefined {
  switch (type.kind) {
    case 'utf8':
    case 'dictionary':
      return text
    case 'boolean':
      return parseBoolean(text)
    case 'float64':
      return parseNumber(text)
    case 'float32': {
      const value = parseNumber(text)
      return value === undefined ? undefined : Math.fround(value)
    }
    case 'date':
      return parseDate(text)
    case 'time':
      return parseTimeOfDay(text)
    case 'timestamp': {
      const microseconds = parseTimestamp(text)
      if (microseconds === undefined || type.unit === 'us') return microseconds
      return (microseconds - (((microseconds % 1000n) + 1000n) % 1000n)) / 1000n
    }
    case 'interval': {
      const interval = parseInterval(text)
      return interval && { ...interval }
    }
    case 'decimal':
      return parseDecimal(text, type)
    case 'binary':
      return parseBytes(text)
    case 'int8':
    case 'int16':
    case 'int32':
    case 'int64':
    case 'uint8':
    case 'uint16':
    case 'uint32':
    case 'uint64':
      return parseIntegerOf(text, type.kind)
    default:
      return undefined
  }
}

function parseIntegerOf(text: string, kind: string): bigint | number | undefined {
  const value = parseInteger(text)
  if (value === undefined) return undefined
  const bits = Number(/\d+/.exec(kind)?.[0])
  const fits = (kind.startsWith('u') ? BigInt.asUintN(bits, value) : BigInt.asIntN(bits, value)) === value
  if (!fits) return undefined
  return bits === 64 ? value : Number(value)
}
