/** Casts of times of day: what a timestamp or an interval has beside its days, and back to an interval. */

import type { Column } from '../columnar/column.ts'
import { columnFromScalars } from '../columnar/column-from-scalars.ts'
import type { DataType } from '../columnar/data-type.ts'
import { intervalAt } from '../columnar/interval-value.ts'
import { isValid } from '../columnar/is-valid.ts'
import type { Scalar } from '../columnar/scalar.ts'
import { microsecondsReader, timeOfDay } from './time-arithmetic.ts'

export function castTimeOfDay(column: Column, to: DataType): Column {
  const read = reader(column)
  return columnFromScalars(
    to,
    Array.from({ length: column.length }, (_, row) => (isValid(column, row) ? read(row) : null)),
  )
}

function reader(column: Column): (row: number) => Scalar {
  if (column.type.kind === 'time') {
    const times = column.values as BigInt64Array // of a time column
    return row => ({ months: 0, days: 0, microseconds: times[row] ?? 0n })
  }
  if (column.type.kind === 'interval') {
    const words = column.values as Int32Array // of an interval column
    return row => timeOfDay(intervalAt(words, row).microseconds)
  }
  const moment = microsecondsReader(column)
  return row => timeOfDay(moment(row))
}
