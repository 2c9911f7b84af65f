/** An error of the Parquet library as one of ours. Errors of reading bytes and cancellation come through as they are. */
import { QueryError } from '../../common/errors.ts'

export function parquetFault(error: unknown, location: string, signal: AbortSignal | undefined): unknown {
  if (error instanceof QueryError || signal?.aborted) return error
  const message = error instanceof Error ? error.message.replace(/^parquet /, '') : String(error)
  return new QueryError('FORMAT', `${location} is not a valid Parquet file, or a broken one: ${message}.`, { location }, { cause: error })
}
