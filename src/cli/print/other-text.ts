/** The text of values of the rarer types: dates and times in ISO form, binary as \xdeadbeef, decimals with their point. */
import type { DataType } from '../../columnar/data-type.ts'
import type { Scalar } from '../../columnar/scalar.ts'

const DAY_MS = 86_400_000

export function otherText(type: DataType, value: Scalar): string {
  if (type.kind === 'date' && typeof value === 'number') return new Date(value * DAY_MS).toISOString().slice(0, -14)
  if (type.kind === 'timestamp' && typeof value === 'bigint') return timestampText(value, type)
  if (value instanceof Uint8Array) return `\\x${Array.from(value, byte => byte.toString(16).padStart(2, '0')).join('')}`
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** `2024-05-06 07:08:09.5`: no zeros after the last digit of the fraction; `+00` where the type has a time zone. */
function timestampText(value: bigint, type: DataType & { kind: 'timestamp' }): string {
  const perSecond = type.unit === 'ms' ? 1000n : 1_000_000n
  const fraction = ((value % perSecond) + perSecond) % perSecond
  const seconds = (value - fraction) / perSecond
  const base = new Date(Number(seconds) * 1000).toISOString().slice(0, -5).replace('T', ' ')
  const digits =
    fraction === 0n
      ? ''
      : `.${String(fraction)
          .padStart(type.unit === 'ms' ? 3 : 6, '0')
          .replace(/0+$/, '')}`
  return `${base}${digits}${type.timezone ? '+00' : ''}`
}
