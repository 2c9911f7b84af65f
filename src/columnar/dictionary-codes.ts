/** Batches with the codes of dictionaries as plain integers, and back: for places where the dictionaries themselves stay in memory. */
import type { Batch } from './batch.ts'
import type { Column } from './column.ts'
import type { DataType } from './data-type.ts'
import type { Dictionary } from './dictionary.ts'
import type { Schema } from './schema.ts'

const CODE: DataType = { kind: 'int32' }

export function codesSchema(schema: Schema): Schema {
  return { fields: schema.fields.map(field => ({ ...field, type: codesType(field.type) })) }
}

/** The batch with codes only, and the dictionaries in the order in which its columns name them. */
export function takeDictionaries(batch: Batch, schema: Schema): { readonly codes: Batch; readonly dictionaries: readonly Dictionary[] } {
  const dictionaries: Dictionary[] = []
  const columns = batch.columns.map(column => codesOf(column, dictionaries))
  return { codes: { schema, numRows: batch.numRows, columns }, dictionaries }
}

export function returnDictionaries(codes: Batch, schema: Schema, dictionaries: readonly Dictionary[]): Batch {
  if (dictionaries.length === 0) return { ...codes, schema }
  const left = dictionaries[Symbol.iterator]()
  // One column a field.
  return {
    schema,
    numRows: codes.numRows,
    columns: codes.columns.map((column, i) => withDictionaries(column, schema.fields[i]!.type, left)),
  }
}

function codesType(type: DataType): DataType {
  if (type.kind === 'dictionary') return CODE
  if (type.kind === 'list') return { kind: 'list', item: codesType(type.item) }
  if (type.kind === 'struct') return { kind: 'struct', fields: type.fields.map(field => ({ ...field, type: codesType(field.type) })) }
  return type
}

function codesOf(column: Column, dictionaries: Dictionary[]): Column {
  const { dictionary, ...rest } = column
  if (dictionary) {
    dictionaries.push(dictionary)
    return { ...rest, type: CODE }
  }
  if (!column.children) return column
  return { ...column, type: codesType(column.type), children: column.children.map(child => codesOf(child, dictionaries)) }
}

function withDictionaries(column: Column, type: DataType, left: Iterator<Dictionary>): Column {
  if (type.kind === 'dictionary') return { ...column, type, dictionary: left.next().value } // one was taken for each
  const [item] = column.children ?? []
  if (type.kind === 'list' && item) return { ...column, type, children: [withDictionaries(item, type.item, left)] }
  if (type.kind === 'struct') {
    // One child a field.
    return { ...column, type, children: (column.children ?? []).map((child, i) => withDictionaries(child, type.fields[i]!.type, left)) }
  }
  return { ...column, type }
}
