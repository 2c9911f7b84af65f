/** Adds the line number to an error that knows only a byte offset: lines are counted when a query fails, not while it runs. */
import { QueryError } from '../common/errors.ts'
import { locateLine } from '../formats/locate-line.ts'
import type { SessionPlatform } from './session-platform.ts'

export async function locateError(error: unknown, { store, codecs }: SessionPlatform): Promise<unknown> {
  if (!(error instanceof QueryError)) return error
  try {
    return await locateLine(error, { store, codecs })
  } catch {
    return error // a file that cannot be read up to the fault: the offset says enough
  }
}
