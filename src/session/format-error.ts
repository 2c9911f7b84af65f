/** An error as people read it: the message with its kind, and a caret under the place in the SQL text. */
import { QueryError, type QueryErrorCode } from '../common/errors.ts'
import { showSqlError } from '../sql/error-caret.ts'

const KINDS: Readonly<Record<QueryErrorCode, string>> = {
  SQL: 'Syntax error',
  PLAN: 'Error',
  CONFIGURATION: 'Configuration error',
  IO: 'I/O error',
  FORMAT: 'Format error',
  EXECUTION: 'Execution error',
  RESOURCE: 'Resource limit',
  NOT_IMPLEMENTED: 'Not implemented',
  INTERNAL: 'Internal error',
}

/** `sql` is the text that was run; without it there is no caret. */
export function formatError(error: unknown, sql?: string): string {
  if (!(error instanceof QueryError)) return `Error: ${error instanceof Error ? error.message : String(error)}`
  const shown = sql === undefined ? error.message : showSqlError(sql, error)
  return `${KINDS[error.code]}: ${shown}`
}
