/** The worker thread of Node: owns the messages and nothing else. */
import { parentPort, workerData } from 'node:worker_threads'
import { createFragmentResources } from '../../execution/create-fragment-resources.ts'
import { preloadFormats } from '../../execution/preload-formats.ts'
import { serveFragments } from '../../execution/serve-fragments.ts'
import type { ToWorker } from '../../execution/worker-protocol.ts'
import { useInflateModule } from '../../io/inflate/inflate-module.ts'
import { createNodeCodecs } from './node-codecs.ts'
import { createNodeFileStore } from './node-file-store.ts'
import type { NodeWorkerData } from './start-node-worker.ts'

// Only our own factory starts this.
const { inflate, files } = workerData as NodeWorkerData
if (inflate) useInflateModule(inflate)

const resources = createFragmentResources({ store: createNodeFileStore(), codecs: createNodeCodecs() })
const serve = serveFragments(resources, (message, transfer) => parentPort?.postMessage(message, transfer))
// Only our own executor posts messages.
parentPort?.on('message', (message: ToWorker) => serve(message))
// Who needs what could not be loaded is told then.
if (files) preloadFormats(files).catch(() => undefined)
