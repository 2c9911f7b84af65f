/** JavaScript objects as batches: columns are the keys in the order they first come, types are inferred from all rows. */
import type { Batch } from '../columnar/batch.ts'
import { createBuilder } from '../columnar/builders/create-builder.ts'
import type { DataType, Field } from '../columnar/data-type.ts'
import type { Scalar } from '../columnar/scalar.ts'
import type { Schema } from '../columnar/schema.ts'
import { typeName } from '../columnar/type-name.ts'
import { QueryError } from '../common/errors.ts'
import { commonValueType, typeOfValue } from './infer-type.ts'

const BATCH_ROWS = 8192

export function rowsToBatches(
  rows: readonly object[],
  metadata?: Readonly<Record<string, string>>,
): { readonly schema: Schema; readonly batches: readonly Batch[] } {
  const fields: Field[] = [...inferTypes(rows)].map(([name, type]) => ({ name, type, nullable: true }))
  const schema: Schema = metadata ? { fields, metadata } : { fields }
  const builders = fields.map(field => createBuilder(field.type))
  const batches: Batch[] = []
  for (let from = 0; from < rows.length; from += BATCH_ROWS) {
    const part = rows.slice(from, from + BATCH_ROWS)
    const columns = builders.map((builder, index) => {
      const { name, type } = fields[index] as Field // one builder a field
      for (const row of part) builder.append(toScalar(ownValue(row, name), type))
      return builder.finish()
    })
    batches.push({ schema, numRows: part.length, columns })
  }
  return { schema, batches }
}

/** A JavaScript value as a value of the type inferred for it. */
export function toScalar(value: unknown, type: DataType): Scalar {
  if (value === null || value === undefined) return null
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : BigInt(value.getTime())
  switch (type.kind) {
    case 'float64':
      return Number(value)
    case 'int64':
    case 'uint64':
      return BigInt(value as number | bigint) // the type was inferred from integers
    case 'list':
      return Array.from(value as ArrayLike<unknown>, item => toScalar(item, type.item)) // inferred from an array
    case 'struct': {
      const members: Record<string, Scalar> = Object.create(null)
      for (const field of type.fields) members[field.name] = toScalar(ownValue(value as object, field.name), field.type) // inferred from an object
      return members
    }
    default:
      return value as Scalar // boolean, string, Uint8Array
  }
}

function inferTypes(rows: readonly object[]): Map<string, DataType> {
  const types = new Map<string, DataType>()
  rows.forEach((row, index) => {
    if (typeof row !== 'object' || row === null) {
      throw new QueryError('PLAN', `Row ${index + 1} is ${row === null ? 'null' : typeof row}; rows must be objects with a key a column.`)
    }
    for (const [name, value] of Object.entries(row)) {
      const type = typeOfValue(value)
      if (!type)
        throw new QueryError('PLAN', `Row ${index + 1} has a value in column "${name}" that no column type can hold (${typeof value}).`)
      const before = types.get(name)
      const common = before ? commonValueType(before, type) : type
      if (!common || !before) types.set(name, common ?? mixed(name, index, [before ?? type, type]))
      else if (common !== before) types.set(name, common)
    }
  })
  return types
}

function mixed(name: string, index: number, types: readonly DataType[]): never {
  const [before, now] = types.map(typeName)
  throw new QueryError('PLAN', `Column "${name}" is ${before} up to row ${index} and ${now} in row ${index + 1}; give it one type.`)
}

function ownValue(row: object, name: string): unknown {
  return Object.hasOwn(row, name) ? (row as Record<string, unknown>)[name] : undefined
}
