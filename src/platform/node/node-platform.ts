/** Node as a place for sessions: local files, the WebAssembly inflater, worker threads. */
import { availableParallelism } from 'node:os'
import { createNodeCodecs } from './node-codecs.ts'
import { createNodeFileStore } from './node-file-store.ts'
import { nodeWorkerFactory } from './node-worker-factory.ts'

export function createNodePlatform() {
  return {
    store: createNodeFileStore(),
    codecs: createNodeCodecs(),
    cores: availableParallelism(),
    workers: nodeWorkerFactory(),
  }
}
