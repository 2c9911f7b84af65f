/** The option extra_fields, such as ['depth Int32', 'sample'], as fields. */
import { QueryError } from '../../common/errors.ts'
import { suggest } from '../../common/suggest.ts'
import type { BedField, BedFieldKind } from './bed-field.ts'

const KINDS: { readonly [type: string]: BedFieldKind } = {
  utf8: 'text',
  varchar: 'text',
  text: 'text',
  dictionary: 'label',
  int32: 'int32',
  integer: 'int32',
  int: 'int32',
  uint32: 'uint32',
  int64: 'int64',
  bigint: 'int64',
  float32: 'float32',
  real: 'float32',
  float64: 'float64',
  double: 'float64',
}

export function parseExtraFields(texts: readonly string[]): readonly BedField[] {
  return texts.map(text => {
    const [name = '', type = 'Utf8', ...more] = text.trim().split(/[\s:]+/)
    const kind = more.length === 0 && Object.hasOwn(KINDS, type.toLowerCase()) ? KINDS[type.toLowerCase()] : undefined
    if (name !== '' && kind !== undefined) return { name, kind }
    const similar = suggest(type, ['Utf8', 'Dictionary', 'Int32', 'UInt32', 'Int64', 'Float32', 'Float64'])
    const hint = similar === undefined ? '' : ` Did you mean "${similar}"?`
    throw new QueryError(
      'CONFIGURATION',
      `Option extra_fields of bed must be names with types (Utf8, Dictionary, Int32, UInt32, Int64, Float32, Float64) such as 'depth Int32', not "${text}".${hint}`,
    )
  })
}
