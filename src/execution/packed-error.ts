/** Errors across threads: a QueryError as plain data, and back. */
import { QueryError } from '../common/errors.ts'
import type { PackedError } from './worker-protocol.ts'

/** Anything but a QueryError is a bug: runFragment makes QueryErrors of what its readers throw. */
export function packError(error: unknown): PackedError {
  if (error instanceof QueryError) {
    const { code, reason, message, at } = error
    return reason === undefined ? { code, message, at } : { code, reason, message, at }
  }
  return { code: 'INTERNAL', message: error instanceof Error ? error.message : String(error), at: {} }
}

export function unpackError({ code, reason, message, at }: PackedError): QueryError {
  return new QueryError(code, message, at, reason === undefined ? {} : { reason })
}
