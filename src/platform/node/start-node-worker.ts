/** Starts one worker thread. Imports nothing: the shell does it before it has loaded anything. */
import type { Worker } from 'node:worker_threads'

/** What a worker gets at its start. */
export interface NodeWorkerData {
  /** Where the thread of the query has compiled it. */
  readonly inflate?: WebAssembly.Module | undefined
  /** That it will probably read. */
  readonly files?: readonly string[]
}

export function startNodeWorker(location: URL | string, data: NodeWorkerData, heapMegabytes?: number): Worker {
  // Loaded when the first worker starts: it takes 2 ms, and small queries have none.
  const { Worker } = process.getBuiltinModule('node:worker_threads')
  return new Worker(location, {
    name: 'locusql',
    // Flags of the parent (a test runner's loader, --inspect-brk) are not for the worker.
    execArgv: [],
    workerData: data,
    ...(heapMegabytes !== undefined && { resourceLimits: { maxOldGenerationSizeMb: heapMegabytes } }),
  })
}
