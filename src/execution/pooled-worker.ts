/** One worker of a pool with the tasks that run in it. */
import type { RemoteTask } from './remote-task.ts'
import type { WorkerDeath, WorkerFactory, WorkerHandle } from './worker-factory.ts'
import type { FromWorker, ToWorker } from './worker-protocol.ts'

export class PooledWorker {
  readonly #handle: WorkerHandle
  readonly #tasks = new Map<number, RemoteTask>()
  readonly #onDeath: (worker: PooledWorker) => void

  constructor(factory: WorkerFactory, onDeath: (worker: PooledWorker) => void) {
    this.#onDeath = onDeath
    this.#handle = factory({ message: message => this.#receive(message), died: cause => this.#die(cause) })
    this.#handle.setBusy('idle')
  }

  get taskCount(): number {
    return this.#tasks.size
  }

  post(message: ToWorker, transfer: readonly ArrayBuffer[] = []): void {
    this.#handle.post(message, transfer)
  }

  add(id: number, task: RemoteTask): void {
    if (this.#tasks.size === 0) this.#handle.setBusy('busy')
    this.#tasks.set(id, task)
  }

  remove(id: number): void {
    if (this.#tasks.delete(id) && this.#tasks.size === 0) this.#handle.setBusy('idle')
  }

  async terminate(): Promise<void> {
    await this.#handle.terminate()
    this.#failAll({ kind: 'crash', detail: 'the session was closed' })
  }

  #receive(message: FromWorker): void {
    this.#tasks.get(message.task)?.receive(message)
  }

  #die(cause: WorkerDeath): void {
    this.#onDeath(this)
    this.#failAll(cause)
  }

  #failAll(cause: WorkerDeath): void {
    const tasks = [...this.#tasks.values()]
    this.#tasks.clear()
    for (const task of tasks) task.workerDied(cause)
  }
}
