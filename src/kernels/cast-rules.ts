/** Which explicit casts exist. */
import type { DataType } from '../columnar/data-type.ts'
import { isNumeric, isTemporal } from './type-classes.ts'

export function canCast(from: DataType, to: DataType): boolean {
  if (from.kind === 'null' || from.kind === to.kind) return castsInside(from, to)
  if (to.kind === 'utf8' || to.kind === 'dictionary') return true
  switch (from.kind) {
    case 'utf8':
    case 'dictionary':
      return isNumeric(to) || to.kind === 'boolean' || isTemporal(to) || to.kind === 'binary'
    case 'boolean':
      return isNumeric(to) && !(to.kind === 'decimal' && to.precision === to.scale)
    case 'date':
      return to.kind === 'timestamp'
    case 'timestamp':
      return to.kind === 'date' || to.kind === 'time'
    case 'time':
      return to.kind === 'interval'
    case 'interval':
      return to.kind === 'time'
    default:
      return isNumeric(from) && (isNumeric(to) || to.kind === 'boolean')
  }
}

function castsInside(from: DataType, to: DataType): boolean {
  if (from.kind === 'list' && to.kind === 'list') return canCast(from.item, to.item)
  if (from.kind !== 'struct' || to.kind !== 'struct') return true
  return from.fields.length === to.fields.length && from.fields.every((field, i) => castsField(field.type, to.fields[i]?.type))
}

function castsField(from: DataType, to: DataType | undefined): boolean {
  return to !== undefined && canCast(from, to)
}
