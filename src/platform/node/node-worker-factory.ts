/** Starts worker threads of Node. */
import type { Worker } from 'node:worker_threads'
import type { WorkerDeath, WorkerFactory } from '../../execution/worker-factory.ts'
import type { FromWorker } from '../../execution/worker-protocol.ts'
import { readyInflateModule } from '../../io/inflate/inflate-module.ts'
import { startNodeWorker } from './start-node-worker.ts'
import { workerLocation } from './worker-location.ts'

export interface NodeWorkerOptions {
  /** The worker's module; default: the bundle that the build makes. */
  readonly location?: URL
  /** Megabytes of JavaScript heap of each worker; default: Node's own limit. */
  readonly heapMegabytes?: number
  /** Started before, by startNodeWorker: the first worker that is asked for, if it lives. */
  readonly first?: Worker | undefined
}

export function nodeWorkerFactory({ location, heapMegabytes, first }: NodeWorkerOptions = {}): WorkerFactory {
  let ready = first
  return events => {
    const known = ready && isAlive(ready) ? ready : undefined
    ready = undefined
    const worker = known ?? startNodeWorker(location ?? workerLocation(), { inflate: readyInflateModule() }, heapMegabytes)
    let expected = false
    let told = false
    const tell = (death: WorkerDeath) => {
      if (expected || told) return
      told = true
      events.died(death)
    }
    // Only our own entry posts messages.
    worker.on('message', (message: FromWorker) => events.message(message))
    worker.on('messageerror', error => tell({ kind: 'crash', detail: error.message }))
    worker.on('error', error => tell(deathOf(error)))
    worker.on('exit', code => tell({ kind: 'crash', detail: `it exited with code ${code}` }))
    return {
      post: (message, transfer) => worker.postMessage(message, [...transfer]),
      setBusy(state) {
        // terminate() holds the process until the thread is gone: an unref() after it would let the process end before.
        if (expected) return
        if (state === 'busy') worker.ref()
        else worker.unref()
      },
      async terminate() {
        expected = true
        await worker.terminate()
      },
    }
  }
}

/** Node takes the number of a thread that has ended. */
function isAlive({ threadId }: Worker): boolean {
  return threadId >= 0
}

function deathOf(error: Error & { readonly code?: string }): WorkerDeath {
  const detail = `${error.name}: ${error.message}`
  return error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? { kind: 'out-of-memory', detail } : { kind: 'crash', detail }
}
