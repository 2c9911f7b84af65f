/** The session of the shell, with the settings of the command line. */
import type { Worker } from 'node:worker_threads'
import { createNodePlatform } from '../platform/node/node-platform.ts'
import { createSessionContext, type SessionContext } from '../session/session-context.ts'
import type { ShellOptions } from './shell-options.ts'

export async function openShellSession(settings: ShellOptions['settings'], firstWorker?: Worker): Promise<SessionContext> {
  const session = createSessionContext(createNodePlatform(firstWorker))
  for (const [name, value] of settings) session.setOption(name, value)
  return session
}
