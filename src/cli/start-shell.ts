/** What the `locusql` command runs first: loads the shell's bundle, and keeps the compiled code of a run that answered something. */
import { availableParallelism } from 'node:os'
import path from 'node:path'
import type { Worker } from 'node:worker_threads'
import { BundleLoader, type Packs } from '../platform/node/bundle-loader.ts'
import { largeFilesNamed } from '../platform/node/large-files-named.ts'
import { startNodeWorker } from '../platform/node/start-node-worker.ts'
import type { runMain } from './main.ts'

/** A hash of the bundles, which the build writes here. */
declare const LOCUSQL_BUILD: string
/** Where the modules are, which the build writes here too. */
declare const LOCUSQL_PACKS: Packs

const args = process.argv.slice(2)
const files = availableParallelism() > 1 ? largeFilesNamed(args) : []
const firstWorker = files.length > 0 ? startFirstWorker() : undefined
const loader = new BundleLoader(__dirname, LOCUSQL_BUILD, LOCUSQL_PACKS)
// The build made it of main.ts.
const shell = loader.load('shell.js') as { readonly runMain: typeof runMain }
shell.runMain(args, firstWorker).then(ran => {
  if (ran === 'nothing') return
  process.once('exit', () => loader.keepCode())
  // All has been written, or is on its way into a pipe; threads and handles that are left need not be waited for.
  process.stdout.write('', () => process.stderr.write('', () => process.exit()))
})

/** A thread takes as long to start as the shell to load, so it does so meanwhile. Idle, it keeps no process alive. */
function startFirstWorker(): Worker {
  const worker = startNodeWorker(path.join(__dirname, 'worker.cjs'), { files })
  // Who takes it over sees that it has ended; if nobody does, nothing is lost.
  worker.on('error', () => undefined)
  worker.unref()
  return worker
}
