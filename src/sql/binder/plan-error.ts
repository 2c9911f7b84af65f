/** Errors of the binder: each names its place in the SQL text. */
import { QueryError } from '../../common/errors.ts'
import { suggest } from '../../common/suggest.ts'
import type { Span } from '../ast/span.ts'

export function planError(message: string, span: Span, options?: { readonly reason: string }): QueryError {
  return new QueryError('PLAN', message, { sqlOffset: span.start }, options)
}

export function notImplemented(message: string, span: Span): QueryError {
  return new QueryError('NOT_IMPLEMENTED', message, { sqlOffset: span.start })
}

/** ` Did you mean "start"?`, or nothing. */
export function didYouMean(name: string, candidates: readonly string[]): string {
  const nearest = suggest(name, candidates)
  return nearest === undefined ? '' : ` Did you mean "${nearest}"?`
}

/** Runs what asks the session (a table, a file, a function): its errors get the place in this text. One that they have is of another text: a view's. */
export async function located<T>(span: Span, ask: () => T | Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    if (!(error instanceof QueryError)) throw error
    const reason = error.reason === undefined ? {} : { reason: error.reason }
    throw new QueryError(error.code, error.message, { ...error.at, sqlOffset: span.start }, { cause: error, ...reason })
  }
}
