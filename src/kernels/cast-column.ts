/** CAST of a column to another type; `canCast` says which exist. */
import type { Column } from '../columnar/column.ts'
import { constantColumn } from '../columnar/constant-column.ts'
import type { DataType } from '../columnar/data-type.ts'
import { sameType } from '../columnar/same-type.ts'
import { QueryError } from '../common/errors.ts'
import { booleanToNumber, numberToBoolean } from './cast-boolean.ts'
import { textToType } from './cast-from-text.ts'
import { castNumbers } from './cast-numbers.ts'
import { castTime } from './cast-time.ts'
import { castTimeOfDay } from './cast-time-of-day.ts'
import { castToText } from './cast-to-text.ts'
import type { Fail } from './failure.ts'
import { isNumeric } from './type-classes.ts'

/** A row whose value has no counterpart: `fail` throws; without it the row is NULL (TRY_CAST). */
export interface Cast {
  readonly to: DataType
  readonly fail?: Fail
}

export function castColumn(column: Column, cast: Cast): Column {
  const from = column.type
  const { to } = cast
  if (from.kind === 'null') return constantColumn(to, null, column.length)
  if (sameType(from, to)) return { ...column, type: to }
  if (to.kind === 'utf8' || to.kind === 'dictionary') return castToText(column, to)
  if (from.kind === 'utf8' || from.kind === 'dictionary') return textToType(column, cast)
  if (from.kind === 'list') return castList(column, cast)
  if (from.kind === 'struct') return castStruct(column, cast)
  if (from.kind === 'time' || to.kind === 'time') return castTimeOfDay(column, to)
  if (from.kind === 'date' || from.kind === 'timestamp') return castTime(column, cast)
  if (from.kind === 'boolean' && isNumeric(to)) return booleanToNumber(column, to)
  if (to.kind === 'boolean') return numberToBoolean(column)
  if (isNumeric(to) && isNumeric(from)) return castNumbers(column, cast)
  throw new QueryError('INTERNAL', `There is no cast from ${from.kind} to ${to.kind}. This is a bug in locusql; please report it.`)
}

// `!` below: Column promises offsets and a child for a list, a child a field for a struct.

/** Items of NULL lists are unspecified, so an item that fails counts only if its list is there. */
function castList(column: Column, { to, fail }: Cast): Column {
  const { offsets, length } = column
  const item = to.kind === 'list' ? to.item : to
  const failItem = fail && ((at: number, reason: string) => fail(rowOfItem(offsets!, length, at), reason))
  const items = castColumn(reachableItems(column), failItem ? { to: item, fail: failItem } : { to: item })
  return { ...column, type: to, children: [items] }
}

/** The items, with those of NULL lists made NULL. */
function reachableItems(column: Column): Column {
  const items = column.children![0]!
  if (!column.validity) return items
  const validity = items.validity?.slice() ?? new Uint8Array((items.length + 7) >>> 3).fill(255)
  for (let row = 0; row < column.length; row++) {
    if ((column.validity[row >>> 3]! & (1 << (row & 7))) !== 0) continue
    for (let i = column.offsets![row]!; i < column.offsets![row + 1]!; i++) validity[i >>> 3]! &= ~(1 << (i & 7))
  }
  return { ...items, nullCount: Math.max(1, items.nullCount), validity }
}

function rowOfItem(offsets: Int32Array, length: number, item: number): number {
  let row = 0
  while (row < length - 1 && offsets[row + 1]! <= item) row++
  return row
}

/** Fields by position, as the binder has checked. */
function castStruct(column: Column, { to, fail }: Cast): Column {
  const fields = to.kind === 'struct' ? to.fields : []
  const children = fields.map((field, i) => castColumn(column.children![i]!, fail ? { to: field.type, fail } : { to: field.type }))
  return { ...column, type: to, children }
}
