/** Whether two types are laid out and compared alike. Nullability, metadata and `declared` do not matter; names of struct fields do. */
import type { DataType } from './data-type.ts'

export function sameType(a: DataType, b: DataType): boolean {
  if (a === b) return true
  switch (a.kind) {
    case 'decimal':
      return b.kind === 'decimal' && a.precision === b.precision && a.scale === b.scale
    case 'timestamp':
      return b.kind === 'timestamp' && a.unit === b.unit && a.timezone === b.timezone
    case 'list':
      return b.kind === 'list' && sameType(a.item, b.item)
    case 'struct':
      return (
        b.kind === 'struct' &&
        a.fields.length === b.fields.length &&
        a.fields.every((field, i) => {
          const other = b.fields[i]
          return other !== undefined && field.name === other.name && sameType(field.type, other.type)
        })
      )
    default:
      return a.kind === b.kind
  }
}
