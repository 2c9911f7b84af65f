/** A worker of the test format. Bundled by the tests that need it: Node cannot run TypeScript in a worker. */
import { parentPort } from 'node:worker_threads'
import { serveFragments } from '../../src/execution/serve-fragments.ts'
import type { ToWorker } from '../../src/execution/worker-protocol.ts'
import { resources } from './run-plan.ts'

const serve = serveFragments(resources, (message, transfer) => parentPort?.postMessage(message, transfer))
parentPort?.on('message', (message: ToWorker) => serve(message))
