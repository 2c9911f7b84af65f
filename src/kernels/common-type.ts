/** The one type that values of two types become when they stand side by side. */
import type { DataType } from '../columnar/data-type.ts'
import { commonDecimal, decimalOf } from './decimal-types.ts'
import { bitsOf, isInteger, isNumeric, isText, isUnsigned } from './type-classes.ts'

/** In CASE, UNION, COALESCE, lists, IN and comparisons. Undefined: they do not mix. */
export function commonType(a: DataType, b: DataType): DataType | undefined {
  if (a.kind === 'null') return b
  if (b.kind === 'null') return a
  if (isInteger(a) && isInteger(b)) return commonInteger(a, b)
  const decimals = [decimalOf(a), decimalOf(b)]
  if (decimals[0] && decimals[1]) return commonDecimal(decimals[0], decimals[1])
  if (isNumeric(a) && isNumeric(b)) return a.kind === 'float32' && b.kind === 'float32' ? a : { kind: 'float64' }
  if (isText(a) && isText(b)) return a.kind === b.kind ? a : { kind: 'utf8' }
  if (a.kind === 'list' && b.kind === 'list') {
    const item = commonType(a.item, b.item)
    return item && { kind: 'list', item }
  }
  if (a.kind === 'struct' && b.kind === 'struct') return commonStruct(a, b)
  if (a.kind === 'date' && b.kind === 'timestamp') return b
  if (a.kind === 'timestamp' && b.kind === 'date') return a
  if (a.kind === 'timestamp' && b.kind === 'timestamp') return commonTimestamp(a, b)
  return a.kind === b.kind ? a : undefined
}

/** A time without a zone is taken as UTC beside one with a zone. */
function commonTimestamp(a: Timestamp, b: Timestamp): DataType {
  const timezone = a.timezone ?? b.timezone
  const unit = a.unit === 'us' ? a.unit : b.unit
  return timezone === undefined ? { kind: 'timestamp', unit } : { kind: 'timestamp', unit, timezone }
}

type Timestamp = DataType & { readonly kind: 'timestamp' }

function commonInteger(a: DataType, b: DataType): DataType {
  if (a.kind === 'int64' && b.kind === 'int64') return a.declared ? a : b
  if (a.kind === b.kind) return a
  const bitsA = bitsOf(a)
  const bitsB = bitsOf(b)
  if (isUnsigned(a) === isUnsigned(b)) return bitsA > bitsB ? a : b
  const [unsigned, signed] = isUnsigned(a) ? [a, b] : [b, a]
  const unsignedBits = bitsOf(unsigned)
  const signedBits = bitsOf(signed)
  if (signedBits > unsignedBits || signedBits === 64) return signed
  // The next signed type that holds every unsigned value. uint64 has none: a value beyond int64 is an error at run time.
  if (unsignedBits === 8) return { kind: 'int16' }
  return { kind: unsignedBits === 16 ? 'int32' : 'int64' }
}

function commonStruct(a: DataType & { kind: 'struct' }, b: DataType & { kind: 'struct' }): DataType | undefined {
  if (a.fields.length !== b.fields.length) return undefined
  const fields = []
  for (const [index, left] of a.fields.entries()) {
    const right = b.fields[index]
    const type = right && left.name === right.name ? commonType(left.type, right.type) : undefined
    if (!right || !type) return undefined
    fields.push({ ...left, type, nullable: left.nullable || right.nullable })
  }
  return { kind: 'struct', fields }
}
