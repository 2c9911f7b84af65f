/** Node as a place for sessions: local files, the WebAssembly inflater, worker threads. */
import { availableParallelism } from 'node:os'
import type { Worker } from 'node:worker_threads'
import { createNodeCodecs } from './node-codecs.ts'
import { createNodeFileStore } from './node-file-store.ts'
import { createNodeTemporaryStore } from './node-temporary-store.ts'
import { nodeWorkerFactory } from './node-worker-factory.ts'
import { workerLocation } from './worker-location.ts'

/** `firstWorker`: one that was started before. */
export function createNodePlatform(firstWorker?: Worker) {
  return {
    store: createNodeFileStore(),
    codecs: createNodeCodecs(),
    temporary: createNodeTemporaryStore(),
    cores: availableParallelism(),
    workers: nodeWorkerFactory({ first: firstWorker }),
    workersReady: hasWorkerBundle,
  }
}

/** A program that bundles this library without its worker has none. */
function hasWorkerBundle(): boolean {
  try {
    return workerLocation().href !== ''
  } catch {
    return false
  }
}
