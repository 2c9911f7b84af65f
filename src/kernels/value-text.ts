/** A value as CAST(… AS VARCHAR) prints it. */
import type { Column } from '../columnar/column.ts'
import { isValid } from '../columnar/is-valid.ts'
import type { Scalar } from '../columnar/scalar.ts'
import { scalarAt } from '../columnar/scalar-at.ts'
import { scalarText } from '../columnar/scalar-text.ts'
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
    default:
      return scalarText(type, scalarAt(column, row) as Exclude<Scalar, null>) // the row is valid
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
