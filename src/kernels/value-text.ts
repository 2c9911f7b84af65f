/** A value as CAST(… AS VARCHAR) prints it. */
import type { Column } from '../columnar/column.ts'
import { isValid } from '../columnar/is-valid.ts'
import { scalarAt } from '../columnar/scalar-at.ts'
import { float32Text, float64Text } from './number-text.ts'

/** Undefined for NULL. */
export function valueText(column: Column, row: number): string | undefined {
  if (!isValid(column, row)) return undefined
  const { type } = column
  switch (type.kind) {
    case 'list':
      return listText(column, row)
    case 'struct': {
      const parts = type.fields.map((field, i) => `'${field.name}': ${nestedText(column.children?.[i], row)}`)
      return `{${parts.join(', ')}}`
    }
    case 'float32':
      return float32Text(Number(scalarAt(column, row)))
    case 'float64':
      return float64Text(Number(scalarAt(column, row)))
    case 'date':
      return dateText(Number(scalarAt(column, row)))
    case 'timestamp': {
      const ticks = BigInt(scalarAt(column, row) as bigint) // timestamps are bigints
      return timestampText(type.unit === 'us' ? ticks : ticks * 1000n) + (type.timezone === undefined ? '' : '+00')
    }
    case 'decimal':
      return decimalText(scalarAt(column, row) as bigint, type.scale) // decimals are bigints
    case 'binary':
      return `\\x${Array.from(scalarAt(column, row) as Uint8Array, byte => byte.toString(16).padStart(2, '0')).join('')}`
    case 'interval':
      return intervalText(scalarAt(column, row) as { readonly months: number; readonly days: number; readonly microseconds: bigint })
    default:
      return String(scalarAt(column, row))
  }
}

function listText(column: Column, row: number): string {
  const [items] = column.children ?? []
  const end = column.offsets?.[row + 1] ?? 0
  const parts: string[] = []
  for (let item = column.offsets?.[row] ?? 0; item < end; item++) parts.push(nestedText(items, item))
  return `[${parts.join(', ')}]`
}

function nestedText(column: Column | undefined, row: number): string {
  return (column && valueText(column, row)) ?? 'NULL'
}

function dateText(days: number): string {
  const text = new Date(days * 86_400_000).toISOString()
  return text.slice(0, text.indexOf('T'))
}

/** Microseconds since 1970 in UTC. */
function timestampText(microseconds: bigint): string {
  const perSecond = 1_000_000n
  const fraction = ((microseconds % perSecond) + perSecond) % perSecond
  const seconds = new Date(Number((microseconds - fraction) / 1000n)).toISOString()
  const [day = '', time = ''] = seconds.split('T')
  const digits = fraction === 0n ? '' : `.${fraction.toString().padStart(6, '0').replace(/0+$/, '')}`
  return `${day} ${time.slice(0, 8)}${digits}`
}

function decimalText(unscaled: bigint, scale: number): string {
  if (scale === 0) return unscaled.toString()
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString().padStart(scale + 1, '0')
  return `${unscaled < 0n ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`
}

function intervalText({
  months,
  days,
  microseconds,
}: {
  readonly months: number
  readonly days: number
  readonly microseconds: bigint
}): string {
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
  const fraction = microseconds % 1_000_000n
  const digits = fraction === 0n ? '' : `.${fraction.toString().padStart(6, '0').replace(/0+$/, '')}`
  return `${two(seconds / 3600n)}:${two((seconds / 60n) % 60n)}:${two(seconds % 60n)}${digits}`
}
