/** The text of values of the rarer types: dates and times in ISO form, binary as \xdeadbeef, decimals with their point, intervals in words. */
import type { DataType } from './data-type.ts'
import type { Scalar } from './scalar.ts'

/** `value` is one that `scalarAt` gives for a column of this type, and not NULL. */
export function scalarText(type: DataType, value: Exclude<Scalar, null>): string {
  switch (type.kind) {
    case 'date':
      return dateText(Number(value))
    case 'timestamp': {
      const ticks = BigInt(value as bigint) // timestamps are bigints
      return timestampText(type.unit === 'us' ? ticks : ticks * 1000n) + (type.timezone === undefined ? '' : '+00')
    }
    case 'decimal':
      return decimalText(value as bigint, type.scale) // decimals are bigints
    case 'binary':
      return `\\x${Array.from(value as Uint8Array, byte => byte.toString(16).padStart(2, '0')).join('')}` // binary values are bytes
    case 'interval':
      return intervalText(value as unknown as IntervalParts) // intervals are structs of these
    default:
      return typeof value === 'object' ? JSON.stringify(value) : String(value)
  }
}

function dateText(days: number): string {
  const text = new Date(days * 86_400_000).toISOString()
  return text.slice(0, text.indexOf('T'))
}

/** Microseconds since 1970 in UTC: `2024-05-06 07:08:09.5`, without zeros after the last digit of the fraction. */
function timestampText(microseconds: bigint): string {
  const perSecond = 1_000_000n
  const fraction = ((microseconds % perSecond) + perSecond) % perSecond
  const seconds = new Date(Number((microseconds - fraction) / 1000n)).toISOString()
  const [day = '', time = ''] = seconds.split('T')
  return `${day} ${time.slice(0, 8)}${fractionText(fraction)}`
}

/** 12345 of scale 2 is '123.45'. */
export function decimalText(unscaled: bigint, scale: number): string {
  if (scale <= 0) return `${unscaled * 10n ** BigInt(-scale)}`
  const digits = `${unscaled < 0n ? -unscaled : unscaled}`.padStart(scale + 1, '0')
  return `${unscaled < 0n ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`
}

interface IntervalParts {
  readonly months: number
  readonly days: number
  readonly microseconds: bigint
}

function intervalText({ months, days, microseconds }: IntervalParts): string {
  const parts: string[] = []
  if (months !== 0) parts.push(`${months} month${Math.abs(months) === 1 ? '' : 's'}`)
  if (days !== 0) parts.push(`${days} day${Math.abs(days) === 1 ? '' : 's'}`)
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
