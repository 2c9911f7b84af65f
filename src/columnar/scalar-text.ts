/** The text of values of the rarer types: dates and times in ISO form, binary as \xdeadbeef, decimals with their point, intervals in words. */
import { civilOf } from './calendar.ts'
import type { DataType } from './data-type.ts'
import type { IntervalValue } from './interval-value.ts'
import type { Scalar } from './scalar.ts'

/** `value` is one that `scalarAt` gives for a column of this type, and not NULL. */
export function scalarText(type: DataType, value: Exclude<Scalar, null>): string {
  switch (type.kind) {
    case 'date':
      return dateText(Number(value))
    case 'time':
      return timeText(BigInt(value as bigint)) // times are bigints
    case 'timestamp': {
      const ticks = BigInt(value as bigint) // timestamps are bigints
      return timestampText(type.unit === 'us' ? ticks : ticks * 1000n) + (type.timezone === undefined ? '' : '+00')
    }
    case 'decimal':
      return decimalText(value as bigint, type.scale) // decimals are bigints
    case 'binary':
      return `\\x${Array.from(value as Uint8Array, byte => byte.toString(16).padStart(2, '0')).join('')}` // binary values are bytes
    case 'interval':
      return intervalText(value as unknown as IntervalValue) // intervals are structs of these
    default:
      return typeof value === 'object' ? JSON.stringify(value) : String(value)
  }
}

/** `2024-02-29`, `0044-03-15 (BC)`. */
export function dateText(days: number): string {
  const { year, month, day } = civilOf(days)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${String(year > 0 ? year : 1 - year).padStart(4, '0')}-${two(month)}-${two(day)}${year > 0 ? '' : ' (BC)'}`
}

/** Microseconds of a day: `07:08:09.5`; the end of a day is `24:00:00`. */
export function timeText(microseconds: bigint): string {
  return clockText(microseconds)
}

const MICROSECONDS_PER_DAY = 86_400_000_000n

/** Microseconds since 1970 in UTC: `2024-05-06 07:08:09.5`, `0044-03-15 (BC) 12:00:00`, without zeros after the last digit of the fraction. */
function timestampText(microseconds: bigint): string {
  const ofDay = ((microseconds % MICROSECONDS_PER_DAY) + MICROSECONDS_PER_DAY) % MICROSECONDS_PER_DAY
  const day = dateText(Number((microseconds - ofDay) / MICROSECONDS_PER_DAY))
  const time = clockText(ofDay)
  return `${day} ${time}`
}

/** 12345 of scale 2 is '123.45'. */
export function decimalText(unscaled: bigint, scale: number): string {
  if (scale <= 0) return `${unscaled * 10n ** BigInt(-scale)}`
  const digits = `${unscaled < 0n ? -unscaled : unscaled}`.padStart(scale + 1, '0')
  return `${unscaled < 0n ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`
}

function intervalText({ months, days, microseconds }: IntervalValue): string {
  const parts: string[] = []
  const add = (count: number, unit: string) => {
    if (count !== 0) parts.push(`${count} ${unit}${Math.abs(count) === 1 ? '' : 's'}`)
  }
  add(Math.trunc(months / 12), 'year')
  add(months % 12, 'month')
  add(days, 'day')
  if (microseconds !== 0n || parts.length === 0)
    parts.push(`${microseconds < 0n ? '-' : ''}${clockText(microseconds < 0n ? -microseconds : microseconds)}`)
  return parts.join(' ')
}

function clockText(microseconds: bigint): string {
  const seconds = microseconds / 1_000_000n
  const two = (value: bigint) => value.toString().padStart(2, '0')
  return `${two(seconds / 3600n)}:${two((seconds / 60n) % 60n)}:${two(seconds % 60n)}${fractionText(microseconds % 1_000_000n)}`
}

function fractionText(microseconds: bigint): string {
  return microseconds === 0n ? '' : `.${microseconds.toString().padStart(6, '0').replace(/0+$/, '')}`
}
