/** Node as a place for sessions: local files, the WebAssembly inflater, worker threads. */
import { availableParallelism } from 'node:os'
import { createNodeCodecs } from './node-codecs.ts'
import { createNodeFileStore } from './node-file-store.ts'
import { createNodeTemporaryStore } from './node-temporary-store.ts'
import { nodeWorkerFactory } from './node-worker-factory.ts'
import { workerLocation } from './worker-location.ts'

export function createNodePlatform() {
  return {
    store: createNodeFileStore(),
    codecs: createNodeCodecs(),
    temporary: createNodeTemporaryStore(),
    cores: availableParallelism(),
    workers: nodeWorkerFactory(),
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
