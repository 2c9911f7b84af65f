/** Spills into a directory and waits there, to be killed. */
import { createNodePlatform } from '../../src/platform/node/node-platform.ts'
import { createSessionContext } from '../../src/session/session-context.ts'

const db = createSessionContext(createNodePlatform(), {
  'execution.workers': 'off',
  'execution.memory_limit': '100 KB',
  'execution.temp_directory': process.argv[2],
})
for await (const _ of db.sql('SELECT i FROM generate_series(1, 100000) r(i) ORDER BY i % 1000')) {
  console.log('spilled')
  await new Promise(resolve => setTimeout(resolve, 60_000))
}
