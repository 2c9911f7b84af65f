/** Batches whose dictionary columns share one dictionary a column, as an Arrow table needs it. */
import type { Batch } from './batch.ts'
import type { Column } from './column.ts'
import { createDictionary } from './create-dictionary.ts'
import type { DataType } from './data-type.ts'
import type { Dictionary } from './dictionary.ts'
import { recode, recodeTable } from './recode.ts'
import type { Schema } from './schema.ts'

export function unifyDictionaries(schema: Schema, batches: readonly Batch[]): readonly Batch[] {
  if (!schema.fields.some(field => hasDictionary(field.type))) return batches
  // Every batch has one column a field.
  const byColumn = schema.fields.map((_, i) => unifyColumns(batches.map(batch => batch.columns[i]!)))
  return batches.map((batch, b) => ({ ...batch, columns: byColumn.map(columns => columns[b]!) }))
}

function hasDictionary(type: DataType): boolean {
  if (type.kind === 'list') return hasDictionary(type.item)
  if (type.kind === 'struct') return type.fields.some(field => hasDictionary(field.type))
  return type.kind === 'dictionary'
}

/** Columns of one type. */
function unifyColumns(columns: readonly Column[]): readonly Column[] {
  const first = columns[0]
  if (first === undefined || !hasDictionary(first.type)) return columns
  if (first.type.kind === 'dictionary') return unifyCodes(columns)
  const children = (first.children ?? []).map((_, i) => unifyColumns(columns.map(column => column.children![i]!))) // same type, same children
  return columns.map((column, c) => ({ ...column, children: children.map(child => child[c]!) }))
}

/** Dictionaries of the inputs are left alone: where they differ, all entries go to a new one. */
function unifyCodes(columns: readonly Column[]): readonly Column[] {
  const dictionaries = new Set(columns.map(column => column.dictionary!)) // all are dictionary columns
  if (dictionaries.size === 1) return columns
  const united = createDictionary()
  const tables = new Map<Dictionary, Int32Array>()
  for (const dictionary of dictionaries) tables.set(dictionary, recodeTable(dictionary, united))
  return columns.map(column => ({
    ...column,
    values: recode(column.values as Int32Array, column.length, tables.get(column.dictionary!)!),
    dictionary: united,
  }))
}
