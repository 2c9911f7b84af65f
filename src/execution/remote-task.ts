/** One fragment that runs in a worker, seen from the thread of the query. */
import type { Fragment } from '../catalog/fragment.ts'
import type { Batch } from '../columnar/batch.ts'
import { spareBuffers } from '../columnar/spare-buffers.ts'
import type { PackedBatch } from '../columnar/transfer/packed-batch.ts'
import { ReceivedStream } from '../columnar/transfer/received-stream.ts'
import { unpackBatch } from '../columnar/transfer/unpack-batch.ts'
import { throwIfAborted } from '../common/abort.ts'
import { QueryError } from '../common/errors.ts'
import type { FragmentLimits } from './fragment-resources.ts'
import { noLongerNeeded } from './no-longer-needed.ts'
import { unpackError } from './packed-error.ts'
import type { PooledWorker } from './pooled-worker.ts'
import type { FragmentControl } from './task-executor.ts'
import { Wakeup } from './wakeup.ts'
import type { WorkerDeath } from './worker-factory.ts'
import type { FromWorker } from './worker-protocol.ts'

/** Batches that may be on their way or waiting here. */
const CREDIT = 4

/** Of memory to spare, sent with each credit: what a batch takes. */
const SPARE_BYTES = 4 << 20

/** Milliseconds that a task which is no longer needed waits for its worker to say what it read. An aborted query does not wait. */
const FAREWELL = 100

interface RemoteTaskSpec {
  readonly id: number
  readonly worker: PooledWorker
  readonly fragment: Fragment
  readonly limits: FragmentLimits
  readonly control: FragmentControl
}

export class RemoteTask {
  readonly #spec: RemoteTaskSpec
  readonly #arrived: PackedBatch[] = []
  readonly #changed = new Wakeup()
  readonly #onAbort = () => this.#changed.wake()
  #ended = false
  #error: QueryError | undefined

  constructor(spec: RemoteTaskSpec) {
    this.#spec = spec
    const { id, worker, fragment, limits, control } = spec
    worker.add(id, this)
    control.signal.addEventListener('abort', this.#onAbort, { once: true })
    worker.post({ kind: 'start', task: id, fragment, limits, batchSize: control.batchSize, credit: CREDIT, turn: control.turn })
  }

  async *batches(): AsyncGenerator<Batch, void, void> {
    const { id, worker, fragment, control } = this.#spec
    const handsOver = fragment.pipeline.length === 0 // see serve-fragments.ts
    const stream = new ReceivedStream()
    for (;;) {
      throwIfAborted(control.signal)
      const packed = this.#arrived.shift()
      if (packed) {
        const batch = unpackBatch(packed, stream)
        if (handsOver) adoptBatch(batch)
        if (!this.#ended) {
          const spare = handsOver ? spareBuffers.takeAny(SPARE_BYTES) : []
          worker.post({ kind: 'credit', task: id, batches: 1, spare }, spare)
        }
        yield batch
      } else if (this.#error) {
        throw this.#error
      } else if (this.#ended) {
        return
      } else {
        await this.#changed.next
      }
    }
  }

  /** Cancels what still runs. */
  async close(): Promise<void> {
    const { id, worker, control } = this.#spec
    control.signal.removeEventListener('abort', this.#onAbort)
    if (!this.#ended) {
      worker.post({ kind: 'cancel', task: id })
      const { aborted, reason } = control.signal
      if (!aborted || reason === noLongerNeeded) await this.#farewell()
    }
    worker.remove(id)
  }

  receive(message: FromWorker): void {
    if (message.kind === 'batch') {
      this.#arrived.push(message.batch)
    } else {
      this.#ended = true
      if (message.report) this.#spec.control.onReport(message.report)
      if (message.error) this.#error = unpackError(message.error)
    }
    this.#changed.wake()
  }

  workerDied(cause: WorkerDeath): void {
    this.#ended = true
    this.#error ??= deathError(cause, this.#spec.fragment.scan.location)
    this.#changed.wake()
  }

  async #farewell(): Promise<void> {
    let patient = true
    const timer = setTimeout(() => {
      patient = false
      this.#changed.wake()
    }, FAREWELL)
    while (!this.#ended && patient) await this.#changed.next
    clearTimeout(timer)
  }
}

/** The buffers of a batch that another thread has handed over have no other reader. */
function adoptBatch({ columns }: Batch): void {
  for (const { values, offsets, validity } of columns) {
    spareBuffers.adopt(values.buffer)
    if (offsets) spareBuffers.adopt(offsets.buffer)
    if (validity) spareBuffers.adopt(validity.buffer)
  }
}

function deathError({ kind, detail }: WorkerDeath, location: string): QueryError {
  if (kind === 'out-of-memory') {
    const message = `A worker thread ran out of memory while it read "${location}" (${detail}). Select fewer columns, or lower execution.batch_size.`
    return new QueryError('RESOURCE', message, { location }, { reason: 'worker_out_of_memory' })
  }
  return new QueryError(
    'EXECUTION',
    `A worker thread stopped while it read "${location}": ${detail}.`,
    { location },
    { reason: 'worker_died' },
  )
}
