/** The column type that holds JavaScript values: what registerRows gives objects. */
import type { DataType, Field } from '../columnar/data-type.ts'

const NULL_TYPE: DataType = { kind: 'null' }
const LONGEST_INT64 = 1n << 63n

/** Of one value; undefined if no column can hold it (a function, a symbol, an integer beyond 64 bits). */
export function typeOfValue(value: unknown): DataType | undefined {
  if (value === null || value === undefined) return NULL_TYPE
  switch (typeof value) {
    case 'boolean':
      return { kind: 'boolean' }
    case 'number':
      return Number.isSafeInteger(value) ? { kind: 'int64' } : { kind: 'float64' }
    case 'bigint':
      if (value >= -LONGEST_INT64 && value < LONGEST_INT64) return { kind: 'int64', declared: true }
      return value > 0n && value < 2n * LONGEST_INT64 ? { kind: 'uint64' } : undefined
    case 'string':
      return { kind: 'utf8' }
    case 'object':
      return typeOfObject(value)
    default:
      return undefined
  }
}

/** The type that holds values of both; undefined if there is none. */
export function commonValueType(a: DataType, b: DataType): DataType | undefined {
  if (a.kind === 'null') return b
  if (b.kind === 'null') return a
  if (a.kind === 'int64' && b.kind === 'int64') return a.declared ? a : b
  if (isNumber(a) && isNumber(b)) {
    if (a.kind === b.kind) return a
    // A bigint beyond int64 beside smaller ones; never beside a fraction.
    return a.kind === 'float64' || b.kind === 'float64' ? { kind: 'float64' } : { kind: 'uint64' }
  }
  if (a.kind === 'list' && b.kind === 'list') {
    const item = commonValueType(a.item, b.item)
    return item && { kind: 'list', item }
  }
  if (a.kind === 'struct' && b.kind === 'struct') return commonStruct(a.fields, b.fields)
  return a.kind === b.kind && a.kind !== 'list' ? a : undefined
}

function typeOfObject(value: object): DataType | undefined {
  if (value instanceof Date) return { kind: 'timestamp', unit: 'ms' }
  if (value instanceof Uint8Array) return { kind: 'binary' }
  if (ArrayBuffer.isView(value)) return typedArrayType(value)
  if (Array.isArray(value)) {
    let item: DataType | undefined = NULL_TYPE
    for (const element of value) {
      const type = typeOfValue(element)
      item = type && item && commonValueType(item, type)
    }
    return item && { kind: 'list', item }
  }
  const fields: Field[] = []
  for (const [name, member] of Object.entries(value)) {
    const type = typeOfValue(member)
    if (!type) return undefined
    fields.push({ name, type, nullable: true })
  }
  return { kind: 'struct', fields }
}

function typedArrayType(value: ArrayBufferView): DataType | undefined {
  if (value instanceof Float32Array || value instanceof Float64Array) return { kind: 'list', item: { kind: 'float64' } }
  if (value instanceof BigInt64Array) return { kind: 'list', item: { kind: 'int64', declared: true } }
  if (value instanceof BigUint64Array) return { kind: 'list', item: { kind: 'uint64' } }
  return value instanceof DataView ? undefined : { kind: 'list', item: { kind: 'int64' } }
}

function commonStruct(a: readonly Field[], b: readonly Field[]): DataType | undefined {
  const fields = new Map(a.map(field => [field.name, field]))
  for (const field of b) {
    const before = fields.get(field.name)
    const type = before ? commonValueType(before.type, field.type) : field.type
    if (!type) return undefined
    fields.set(field.name, { name: field.name, type, nullable: true })
  }
  return { kind: 'struct', fields: [...fields.values()] }
}

function isNumber(type: DataType): boolean {
  return type.kind === 'int64' || type.kind === 'uint64' || type.kind === 'float64'
}
