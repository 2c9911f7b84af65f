/** Casts between dates (days) and timestamps (milliseconds or microseconds). */
import type { Column } from '../columnar/column.ts'
import type { DataType } from '../columnar/data-type.ts'

export function castTime(column: Column, to: DataType): Column {
  const source = column.values as Int32Array | BigInt64Array // dates and timestamps
  const from = ticksPerDay(column.type)
  const target = ticksPerDay(to)
  const values = to.kind === 'date' ? new Int32Array(column.length) : new BigInt64Array(column.length)
  for (let row = 0; row < column.length; row++) {
    const converted = floorDivide(BigInt(source[row] ?? 0) * target, from)
    values[row] = to.kind === 'date' ? Number(converted) : converted
  }
  return { ...column, type: to, values }
}

function ticksPerDay(type: DataType): bigint {
  if (type.kind === 'date') return 1n
  return type.kind === 'timestamp' && type.unit === 'us' ? 86_400_000_000n : 86_400_000n
}

/** Times before 1970 belong to the day that they fall in. */
function floorDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b
  return a % b < 0n ? quotient - 1n : quotient
}
