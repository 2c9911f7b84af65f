/** Several key columns of the same number of rows. */
import fc from 'fast-check'
import type { Column } from '../../src/columnar/column.ts'
import { columnFromScalars } from '../../src/columnar/column-from-scalars.ts'
import type { DataType } from '../../src/columnar/data-type.ts'
import type { Scalar } from '../../src/columnar/scalar.ts'
import { arbitraryScalar, arbitraryType } from '../columnar/arbitrary-column.ts'

export interface Keys {
  readonly types: readonly DataType[]
  readonly rows: readonly (readonly Scalar[])[]
}

export function arbitraryKeys(maxRows = 80): fc.Arbitrary<Keys> {
  return fc
    .array(arbitraryType(1), { minLength: 1, maxLength: 3 })
    .chain(types =>
      fc.record({ types: fc.constant(types), rows: fc.array(fc.tuple(...types.map(arbitraryScalar)), { maxLength: maxRows }) }),
    )
}

/** Of rows start..end; dictionary columns get a dictionary of their own. */
export function keyColumns({ types, rows }: Keys, start = 0, end = rows.length): Column[] {
  return types.map((type, k) =>
    columnFromScalars(
      type,
      rows.slice(start, end).map(row => row[k]!),
    ),
  )
}

/** A text that is the same for values that are one group. */
export function groupKey(row: readonly Scalar[]): string {
  return JSON.stringify(row, (_, value) => {
    if (typeof value === 'bigint') return `${value}n`
    if (typeof value === 'number') return Number.isNaN(value) ? 'NaN' : Number.isFinite(value) ? value + 0 : `${value}`
    return value instanceof Uint8Array ? [...value] : value
  })
}
