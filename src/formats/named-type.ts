/** Column types by their SQL names, for options such as types => {'DP': 'BIGINT'}: those that text can be read as. */
import type { DataType } from '../columnar/data-type.ts'
import { QueryError } from '../common/errors.ts'
import { suggest } from '../common/suggest.ts'

/** In lower case. */
const TYPES: ReadonlyMap<string, DataType> = new Map<string, DataType>([
  ['boolean', { kind: 'boolean' }],
  ['bool', { kind: 'boolean' }],
  ['tinyint', { kind: 'int8' }],
  ['smallint', { kind: 'int16' }],
  ['integer', { kind: 'int32' }],
  ['int', { kind: 'int32' }],
  ['bigint', { kind: 'int64', declared: true }],
  ['utinyint', { kind: 'uint8' }],
  ['usmallint', { kind: 'uint16' }],
  ['uinteger', { kind: 'uint32' }],
  ['ubigint', { kind: 'uint64' }],
  ['int8', { kind: 'int8' }],
  ['int16', { kind: 'int16' }],
  ['int32', { kind: 'int32' }],
  ['int64', { kind: 'int64' }],
  ['uint8', { kind: 'uint8' }],
  ['uint16', { kind: 'uint16' }],
  ['uint32', { kind: 'uint32' }],
  ['uint64', { kind: 'uint64' }],
  ['float', { kind: 'float32' }],
  ['real', { kind: 'float32' }],
  ['float32', { kind: 'float32' }],
  ['double', { kind: 'float64' }],
  ['double precision', { kind: 'float64' }],
  ['float64', { kind: 'float64' }],
  ['varchar', { kind: 'utf8' }],
  ['text', { kind: 'utf8' }],
  ['string', { kind: 'utf8' }],
  ['utf8', { kind: 'utf8' }],
  ['date', { kind: 'date' }],
  ['timestamp', { kind: 'timestamp', unit: 'us' }],
  ['datetime', { kind: 'timestamp', unit: 'us' }],
])

/** `column`: whose type it is, for the error. */
export function namedType(name: string, column: string): DataType {
  const key = name.trim().replace(/\s+/g, ' ').toLowerCase()
  const known = TYPES.get(key)
  if (known !== undefined) return known
  const similar = suggest(key, [...TYPES.keys()])
  const hint =
    similar === undefined ? `Types are ${[...TYPES.keys()].slice(0, 8).join(', ')} and so on.` : `Did you mean "${similar.toUpperCase()}"?`
  throw new QueryError('CONFIGURATION', `Column "${column}" cannot have the type "${name}". ${hint}`)
}
