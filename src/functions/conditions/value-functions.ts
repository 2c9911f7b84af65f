/** What holds for values of any type: hash, names of types, identifiers, the version. */
import type { Column } from '../../columnar/column.ts'
import { constantColumn } from '../../columnar/constant-column.ts'
import type { DataType } from '../../columnar/data-type.ts'
import { QueryError } from '../../common/errors.ts'
import { commonValidity, withValidity } from '../../kernels/boolean-column.ts'
import { hashColumns } from '../../kernels/hash-columns.ts'
import { mixHash } from '../../kernels/mix-hash.ts'
import type { ScalarFunction } from '../function-registry.ts'
import { nextRandom } from '../numbers/random-source.ts'
import { rowFunction } from '../support/row-function.ts'

const utf8: DataType = { kind: 'utf8' }

/** Two different mixings of the 32 bits that grouping uses. */
function hashes(args: readonly Column[], numRows: number): Column {
  const words = hashColumns(args, numRows)
  const values = new BigUint64Array(numRows)
  for (let row = 0; row < numRows; row++) {
    const word = words[row] ?? 0
    values[row] = (BigInt(mixHash(word ^ 0x9e3779b9)) << 32n) | BigInt(word)
  }
  return { type: { kind: 'uint64' }, length: numRows, nullCount: 0, values }
}

function randomUuid(): string {
  const bytes = Uint8Array.from({ length: 16 }, () => Math.floor(nextRandom() * 256))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

export const valueFunctions: readonly ScalarFunction[] = [
  {
    kind: 'scalar',
    name: 'hash',
    summary: 'A number from the values: the same for equal ones, the same in every run. Other engines give other numbers.',
    example: "SELECT hash('a') = hash('a')",
    result: 'true',
    safe: true,
    resultType: types => (types.length > 0 ? { kind: 'uint64' } : undefined),
    evaluate: hashes,
  },
  rowFunction({
    name: 'uuid',
    aliases: ['gen_random_uuid', 'uuidv4'],
    summary: 'Another random identifier (UUID, version 4) for each row. Not for secrets.',
    example: 'SELECT length(uuid())',
    result: '36',
    safe: true,
    volatility: 'volatile',
    takes: [],
    gives: utf8,
    compute: randomUuid,
  }),
  rowFunction({
    name: 'error',
    summary: 'Ends the query with a message of your own.',
    example: "SELECT CASE WHEN 1 = 1 THEN 'ok' ELSE error('cannot be') END",
    result: 'ok',
    takes: ['text'],
    gives: utf8,
    compute: (message: string) => {
      throw new QueryError('EXECUTION', message)
    },
  }),
  {
    kind: 'scalar',
    name: 'constant_or_null',
    summary: 'The first argument, or NULL where one of the others is NULL.',
    example: 'SELECT constant_or_null(1, NULL) IS NULL',
    result: 'true',
    safe: true,
    resultType: types => (types.length > 1 ? types[0] : undefined),
    evaluate: (args, numRows, type) => {
      const [first = constantColumn(type, null, numRows)] = args
      return withValidity(first, commonValidity(args, numRows))
    },
  },
]
