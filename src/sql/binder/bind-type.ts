/** Type names in all their SQL spellings -> DataType. */
import type { DataType } from '../../columnar/data-type.ts'
import { MAX_PRECISION } from '../../columnar/decimal-words.ts'
import type { TypeName } from '../ast/identifier.ts'
import { didYouMean, notImplemented, planError } from './plan-error.ts'

const simpleTypes: ReadonlyMap<string, DataType> = new Map<string, DataType>([
  ...names({ kind: 'null' }, 'NULL'),
  ...names({ kind: 'boolean' }, 'BOOLEAN', 'BOOL', 'LOGICAL'),
  ...names({ kind: 'int8' }, 'TINYINT', 'INT1'),
  ...names({ kind: 'int16' }, 'SMALLINT', 'INT2', 'SHORT'),
  ...names({ kind: 'int32' }, 'INTEGER', 'INT', 'INT4', 'SIGNED'),
  ...names({ kind: 'int64', declared: true }, 'BIGINT', 'INT8', 'LONG'),
  ...names({ kind: 'uint8' }, 'UTINYINT', 'TINYINT UNSIGNED'),
  ...names({ kind: 'uint16' }, 'USMALLINT', 'SMALLINT UNSIGNED'),
  ...names({ kind: 'uint32' }, 'UINTEGER', 'UINT', 'INT UNSIGNED', 'INTEGER UNSIGNED'),
  ...names({ kind: 'uint64' }, 'UBIGINT', 'BIGINT UNSIGNED'),
  // Arrow's own names.
  ...names({ kind: 'int16' }, 'INT16'),
  ...names({ kind: 'int32' }, 'INT32'),
  ...names({ kind: 'int64', declared: true }, 'INT64'),
  ...names({ kind: 'uint8' }, 'UINT8'),
  ...names({ kind: 'uint16' }, 'UINT16'),
  ...names({ kind: 'uint32' }, 'UINT32'),
  ...names({ kind: 'uint64' }, 'UINT64'),
  ...names({ kind: 'float32' }, 'REAL', 'FLOAT4', 'FLOAT32'),
  ...names({ kind: 'float64' }, 'DOUBLE', 'DOUBLE PRECISION', 'FLOAT', 'FLOAT8', 'FLOAT64'),
  ...names(
    { kind: 'utf8' },
    'VARCHAR',
    'TEXT',
    'STRING',
    'CHAR',
    'CHARACTER',
    'CHARACTER VARYING',
    'CHAR VARYING',
    'BPCHAR',
    'NAME',
    'UTF8',
  ),
  ...names({ kind: 'binary' }, 'BLOB', 'BYTEA', 'BINARY', 'VARBINARY', 'BYTES'),
  ...names({ kind: 'interval' }, 'INTERVAL'),
  // Every integer of 38 digits; the unsigned one of DuckDB takes a sign here.
  ...names({ kind: 'decimal', precision: 38, scale: 0 }, 'HUGEINT', 'INT128', 'UHUGEINT', 'UINT128'),
  ...names({ kind: 'timestamp', unit: 'ms' }, 'TIMESTAMP_MS', 'TIMESTAMP_S'),
  // As exact as a TIMESTAMP is: nanoseconds are cut to microseconds.
  ...names({ kind: 'timestamp', unit: 'us' }, 'TIMESTAMP_US', 'TIMESTAMP_NS'),
  ...names({ kind: 'date' }, 'DATE'),
  ...names({ kind: 'time' }, 'TIME', 'TIME WITHOUT TIME ZONE'),
  ...names({ kind: 'timestamp', unit: 'us' }, 'TIMESTAMP', 'DATETIME', 'TIMESTAMP WITHOUT TIME ZONE'),
  ...names({ kind: 'timestamp', unit: 'us', timezone: 'UTC' }, 'TIMESTAMPTZ', 'TIMESTAMP WITH TIME ZONE'),
])

/** Types that exist in the grammar and have no kernels yet. */
const laterTypes = new Set(['TIMETZ', 'TIME WITH TIME ZONE', 'UUID', 'JSON', 'MAP', 'UNION'])

function names(type: DataType, ...spellings: readonly string[]): readonly (readonly [string, DataType])[] {
  return spellings.map(spelling => [spelling, type] as const)
}

export function bindType(type: TypeName): DataType {
  let bound = bindItemType(type)
  for (let depth = 0; depth < type.arrayDepth; depth++) bound = { kind: 'list', item: bound }
  return bound
}

function bindItemType(type: TypeName): DataType {
  if (type.fields) {
    const fields = type.fields.map(field => ({ name: field.name.name, type: bindType(field.type), nullable: true }))
    return { kind: 'struct', fields }
  }
  if (decimalNames.has(type.name)) return decimalType(type)
  const known = type.name === 'FLOAT' ? floatOfPrecision(type) : simpleTypes.get(type.name)
  if (known) return known
  if (laterTypes.has(type.name)) throw notImplemented(`Type ${type.name} is parsed but does not run yet.`, type.span)
  throw planError(`Type "${type.name}" does not exist.${didYouMean(type.name, [...simpleTypes.keys()])}`, type.span)
}

const decimalNames = new Set(['DECIMAL', 'NUMERIC', 'DEC'])

/** DECIMAL is DECIMAL(18, 3), as in DuckDB; DECIMAL(9) has no digits behind the point. */
function decimalType({ parameters, span }: TypeName): DataType {
  const [precision = 18, scale = parameters.length === 0 ? 3 : 0] = parameters
  if (precision >= 1 && precision <= MAX_PRECISION && scale <= precision) return { kind: 'decimal', precision, scale }
  throw planError(`DECIMAL takes 1 to ${MAX_PRECISION} digits, of which none to all stand behind the point, as in DECIMAL(10, 2).`, span)
}

/** FLOAT(24) and less is single precision, as in PostgreSQL. */
function floatOfPrecision({ parameters }: TypeName): DataType {
  const [bits] = parameters
  return { kind: bits !== undefined && bits <= 24 ? 'float32' : 'float64' }
}
