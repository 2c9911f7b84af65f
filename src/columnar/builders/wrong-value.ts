/** The error for a value that a column type cannot hold. */
import { QueryError } from '../../common/errors.ts'
import type { DataType } from '../data-type.ts'
import type { Scalar } from '../scalar.ts'
import { typeName } from '../type-name.ts'

export function wrongValue(value: Scalar, type: DataType): QueryError {
  return new QueryError('EXECUTION', `The value ${show(value)} does not fit into a column of type ${typeName(type)}.`)
}

function show(value: Scalar): string {
  const text =
    typeof value === 'string'
      ? `'${value}'`
      : (JSON.stringify(value, (_, part) => (typeof part === 'bigint' ? `${part}` : part)) ?? 'undefined')
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}
