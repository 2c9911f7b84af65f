/** The session of the shell, with the settings of the command line. */
import { createNodePlatform } from '../platform/node/node-platform.ts'
import { createSessionContext, type SessionContext } from '../session/session-context.ts'

export async function openShellSession(settings: readonly (readonly [string, string])[]): Promise<SessionContext> {
  const session = createSessionContext(createNodePlatform())
  for (const [name, value] of settings) session.setOption(name, value)
  return session
}
