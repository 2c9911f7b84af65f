/** locusql for Node: local files and worker threads. */
import { createNodePlatform } from './platform/node/node-platform.ts'
import { createSessionContext, type OpenOptions, type SessionContext } from './session/session-context.ts'

/**
 * Opens a session: tables, functions, options and the threads that run queries.
 *
 * @example
 * await using db = await open()
 * await db.registerVcf('calls.vcf.gz')
 * console.log(await db.sql('SELECT count(*) AS n FROM calls').toArray())
 */
export async function open(options?: OpenOptions): Promise<SessionContext> {
  return createSessionContext(createNodePlatform(), options)
}

export * from './index.ts'
