/** The end of an exhaustive switch: the compiler lists every place to visit when a closed set grows. */
import { QueryError } from './errors.ts'

export function unreachable(value: never): never {
  throw new QueryError('INTERNAL', `Unexpected ${JSON.stringify(value)}. This is a bug in locusql; please report it.`)
}
