/** The error of a registered function that threw, or returned what its type cannot hold: names the function, the row and the arguments. */
import type { DataType } from '../columnar/data-type.ts'
import { typeName } from '../columnar/type-name.ts'
import type { JavaScriptValue } from '../columnar/value-reader.ts'
import { QueryError } from '../common/errors.ts'

export function functionFailed(
  name: string,
  at: { readonly row: number; readonly values: readonly JavaScriptValue[]; readonly returns: DataType; readonly error: unknown },
): QueryError {
  const call = `${name}(${at.values.map(show).join(', ')})`
  const reason = at.error instanceof Error ? at.error.message : String(at.error)
  const message = `Function "${name}" (returns ${typeName(at.returns)}) failed in row ${at.row + 1} of its batch, ${call}: ${reason}`
  return new QueryError('EXECUTION', message, {}, { cause: at.error, reason: 'function_failed' })
}

function show(value: JavaScriptValue): string {
  const text =
    typeof value === 'string'
      ? `'${value}'`
      : (JSON.stringify(value, (_, part) => (typeof part === 'bigint' ? `${part}` : part)) ?? String(value))
  return text.length > 40 ? `${text.slice(0, 40)}…` : text
}
