/** What the `locusql` command runs first: loads the shell's bundle, and keeps the compiled code of a run that answered something. */
import { availableParallelism } from 'node:os'
import path from 'node:path'
import type { Worker } from 'node:worker_threads'
import { BundleLoader, type Packs } from '../platform/node/bundle-loader.ts'
import { namesLargeFile } from '../platform/node/names-large-file.ts'
import { startNodeWorker } from '../platform/node/start-node-worker.ts'
import type { runMain } from './main.ts'

/** A hash of the bundles, which the build writes here. */
declare const LOCUSQL_BUILD: string
/** Where the modules are, which the build writes here too. */
declare const LOCUSQL_PACKS: Packs

const args = process.argv.slice(2)
const firstWorker = availableParallelism() > 1 && namesLargeFile(args) ? startFirstWorker() : undefined
const loader = new BundleLoader(__dirname, LOCUSQL_BUILD, LOCUSQL_PACKS)
// The build made it of main.ts.
const shell = loader.load('shell.js') as { readonly runMain: typeof runMain }
shell.runMain(args, firstWorker).then(ran => {
  if (ran === 'statements') process.once('exit', () => loader.keepCode())
  // What is left has been printed. Errors may still be on their way: pipes take them when they can.
  process.stderr.write('', () => process.exit())
})

/** A thread takes as long to start as the shell to load, so it does so meanwhile. Idle, it keeps no process alive. */
function startFirstWorker(): Worker {
  const worker = startNodeWorker(path.join(__dirname, 'worker.cjs'), {})
  // Who takes it over sees that it has ended; if nobody does, nothing is lost.
  worker.on('error', () => undefined)
  worker.unref()
  return worker
}
