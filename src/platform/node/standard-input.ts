/** Standard input: the SQL of the shell, or the data of one scan, never both. */
import { QueryError } from '../../common/errors.ts'
import { OneTimeStream } from '../../io/stream-source.ts'

const NAMES: ReadonlySet<string> = new Set(['-', '/dev/stdin', '/dev/fd/0'])

export function isStandardInput(location: string): boolean {
  return NAMES.has(location)
}

let isSql = false
let data: OneTimeStream | undefined

/** The shell reads statements there. */
export function takeStandardInputAsSql(): void {
  if (data) throw new QueryError('CONFIGURATION', 'Standard input was read as data, so it cannot hold SQL too. Give the SQL with -c or -f.')
  isSql = true
}

/** The same stream for everybody who asks. */
export function standardInput(location: string): OneTimeStream {
  if (isSql) {
    const message = `${location} is standard input, which the SQL comes from, so it cannot hold data too. Give the SQL with -c or -f.`
    throw new QueryError('CONFIGURATION', message, { location })
  }
  // Loaded with the first pipe: it takes half a millisecond.
  const { isMainThread } = process.getBuiltinModule('node:worker_threads')
  if (!isMainThread) throw new QueryError('INTERNAL', 'A worker thread asked for standard input. This is a bug in locusql.', { location })
  data ??= new OneTimeStream('standard input', process.stdin)
  return data
}
