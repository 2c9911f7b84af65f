/** Reads a value from text as a cast does (PostgreSQL's input forms, blanks around allowed); undefined where the text is not one. */
import type { DataType } from '../columnar/data-type.ts'
import type { Scalar } from '../columnar/scalar.ts'

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

/** Days since 1970-01-01 of 'YYYY-MM-DD', or undefined. */
export function parseDate(text: string): number | undefined {
  const match = /^([+-]?\d{4,6})-(\d{1,2})-(\d{1,2})$/.exec(text.trim())
  if (!match) return undefined
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  // 2021-02-30 rolls over to March: not a date.
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined
  return Math.floor(date.getTime() / 86_400_000)
}

/** Microseconds since 1970 of 'YYYY-MM-DD[ T]hh:mm[:ss[.ffffff]][Z|±hh[:mm]]', or undefined. */
export function parseTimestamp(text: string): bigint | undefined {
  const match = /^(\S+?)(?:[ T](\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,6})\d*)?)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?)?$/i.exec(text.trim())
  const days = match?.[1] === undefined ? undefined : parseDate(match[1])
  if (!match || days === undefined) return undefined
  const [hours, minutes, seconds] = [Number(match[2] ?? 0), Number(match[3] ?? 0), Number(match[4] ?? 0)]
  if (hours > 24 || minutes > 59 || seconds > 59) return undefined
  const fraction = Number((match[5] ?? '').padEnd(6, '0'))
  const wall = ((days * 24 + hours) * 60 + minutes) * 60 + seconds
  return BigInt(wall - zoneSeconds(match[6])) * 1_000_000n + BigInt(fraction)
}

function zoneSeconds(zone: string | undefined): number {
  if (zone === undefined || zone.toUpperCase() === 'Z') return 0
  const digits = zone.slice(1).replace(':', '')
  const seconds = Number(digits.slice(0, 2)) * 3600 + Number(digits.slice(2) || 0) * 60
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
    case 'timestamp': {
      const microseconds = parseTimestamp(text)
      if (microseconds === undefined || type.unit === 'us') return microseconds
      return microseconds / 1000n
    }
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
