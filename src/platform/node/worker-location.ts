/** Where the bundle of the worker thread is: beside the shell's bundle, or in dist/ when the sources run. */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { QueryError } from '../../common/errors.ts'

/** `moduleUrl`: import.meta.url of this file as it runs. The bundles stand in dist/bundle/, the library's modules in dist/platform/node/. */
export function workerLocation(moduleUrl: string = import.meta.url): URL {
  const location = new URL(bundleFrom(moduleUrl), moduleUrl)
  if (existsSync(location)) return location
  throw new QueryError(
    'CONFIGURATION',
    `The bundle of the worker threads is missing: ${fileURLToPath(location)}. Build it with \`npm run build\`, or SET execution.workers = off.`,
    {},
    { reason: 'worker_bundle_missing' },
  )
}

function bundleFrom(moduleUrl: string): string {
  if (moduleUrl.endsWith('.ts')) return '../../../dist/bundle/worker.cjs' // src/platform/node/
  return moduleUrl.includes('/bundle/') ? './worker.cjs' : '../../bundle/worker.cjs'
}
