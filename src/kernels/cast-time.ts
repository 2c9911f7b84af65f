/** Casts between dates (days) and timestamps (milliseconds or microseconds). */
import { allOnes, clearBit } from '../columnar/bitmap.ts'
import type { Column } from '../columnar/column.ts'
import type { DataType } from '../columnar/data-type.ts'
import { isValid } from '../columnar/is-valid.ts'
import { withValidity } from './boolean-column.ts'
import type { Fail } from './failure.ts'

/** A time that the target does not hold has no counterpart: a date far from now is no timestamp. */
export function castTime(column: Column, { to, fail }: { readonly to: DataType; readonly fail?: Fail }): Column {
  const source = column.values as Int32Array | BigInt64Array // dates and timestamps
  const from = ticksPerDay(column.type)
  const target = ticksPerDay(to)
  const bits = to.kind === 'date' ? 32 : 64
  const values = to.kind === 'date' ? new Int32Array(column.length) : new BigInt64Array(column.length)
  let validity = column.validity
  for (let row = 0; row < column.length; row++) {
    if (!isValid(column, row)) continue
    const converted = floorDivide(BigInt(source[row] ?? 0) * target, from)
    if (BigInt.asIntN(bits, converted) === converted) values[row] = to.kind === 'date' ? Number(converted) : converted
    else {
      if (fail) fail(row, 'out of range')
      validity = validity === column.validity ? (validity?.slice() ?? allOnes(column.length)) : validity
      if (validity) clearBit(validity, row)
    }
  }
  return withValidity({ ...column, type: to, values }, validity)
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
