/** By who is at fault. Closed set. */
export type QueryErrorCode =
  | 'SQL' // the text is not SQL, or not SQL we accept
  | 'PLAN' // unknown table, column or function; wrong types; coordinate systems that do not fit
  | 'CONFIGURATION' // a bad option
  | 'IO' // the bytes could not be fetched or written
  | 'FORMAT' // the bytes are not what the file format or the index says
  | 'EXECUTION' // a value made evaluation fail (overflow, bad CAST)
  | 'RESOURCE' // a limit: memory, line or header length, nesting
  | 'NOT_IMPLEMENTED'
  | 'INTERNAL' // a bug in this engine

export interface ErrorLocation {
  readonly sqlOffset?: number
  readonly location?: string // file or URL
  readonly byteOffset?: number
  readonly virtualOffset?: string
  readonly line?: number // counted from byteOffset when the query fails, not while it runs
  readonly record?: number
  readonly container?: number
  readonly slice?: number
  readonly indexLocation?: string
}

/** The one error class. Plain fields, so it survives postMessage. `reason` is a stable word for programs: 'coordinate_system_mismatch'. */
export class QueryError extends Error {
  readonly code: QueryErrorCode
  readonly reason: string | undefined
  readonly at: ErrorLocation
  constructor(code: QueryErrorCode, message: string, at: ErrorLocation = {}, options?: ErrorOptions & { readonly reason?: string }) {
    super(message, options)
    this.name = 'QueryError'
    this.code = code
    this.reason = options?.reason
    this.at = at
  }
}
