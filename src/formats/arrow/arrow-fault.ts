/** What the Arrow library says of broken bytes, as an error of ours that names the file. */
import { QueryError } from '../../common/errors.ts'

export function arrowFault(error: unknown, location: string, signal: AbortSignal | undefined): unknown {
  if (error instanceof QueryError || signal?.aborted) return error
  // The library's own TypeErrors speak of its variables.
  const broken = error instanceof TypeError ? 'one of its messages is broken' : undefined
  const reason = broken ?? (error instanceof Error ? error.message : String(error))
  return new QueryError(
    'FORMAT',
    `${location} cannot be read as Arrow IPC: ${reason.replace(/\.$/, '')}. Is it truncated?`,
    { location },
    { cause: error },
  )
}
