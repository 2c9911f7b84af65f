/** The session of one .slt file in one way of running. */
import { createNodePlatform } from '../../src/platform/node/node-platform.ts'
import { nodeWorkerFactory } from '../../src/platform/node/node-worker-factory.ts'
import { createSessionContext, type SessionContext } from '../../src/session/session-context.ts'
import type { SltMode } from './slt-modes.ts'

export function openSltSession(mode: SltMode, worker: URL): SessionContext {
  return createSessionContext({ ...createNodePlatform(), workers: nodeWorkerFactory({ location: worker }) }, mode.options)
}
