/** What a JavaScript function returned, as a value of its declared type. What does not fit is left for the builder to refuse. */
import type { DataType } from '../columnar/data-type.ts'
import type { Scalar } from '../columnar/scalar.ts'

export function resultScalar(value: unknown, type: DataType): Scalar {
  if (value === null || value === undefined) return null
  if (value instanceof Date) return dateScalar(value, type)
  if ((type.kind === 'int64' || type.kind === 'uint64') && typeof value === 'number' && Number.isSafeInteger(value)) return BigInt(value)
  if ((type.kind === 'float64' || type.kind === 'float32') && typeof value === 'bigint') return Number(value)
  if (type.kind === 'list' && isListLike(value)) return Array.from(value, item => resultScalar(item, type.item))
  if (type.kind === 'struct' && typeof value === 'object') {
    const members: { [field: string]: Scalar } = Object.create(null)
    for (const field of type.fields) {
      const member = Object.hasOwn(value, field.name) ? (value as Record<string, unknown>)[field.name] : null // hasOwn saw it
      members[field.name] = resultScalar(member, field.type)
    }
    return members
  }
  return value as Scalar // the builder checks it
}

function isListLike(value: unknown): value is ArrayLike<unknown> {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView))
}

function dateScalar(value: Date, type: DataType): Scalar {
  const milliseconds = value.getTime()
  if (Number.isNaN(milliseconds)) return null
  if (type.kind === 'date') return Math.floor(milliseconds / 86_400_000)
  return type.kind === 'timestamp' && type.unit === 'us' ? BigInt(milliseconds) * 1000n : BigInt(milliseconds)
}
