/** Runs many tasks, some at a time, and hands on what they give in the order of the list, as if one had run after the other. */
import { throwIfAborted } from '../common/abort.ts'
import { noLongerNeeded } from './no-longer-needed.ts'
import { Wakeup } from './wakeup.ts'

export interface OrderedTasks<T> {
  readonly count: number
  /** Called in list order. The signal is the task's own: it also fires when the task is no longer needed. */
  readonly start: (index: number, signal: AbortSignal) => AsyncIterable<T>
  /** Tasks that run at once. A window of twice as many may be running or finished and not yet handed on. */
  readonly parallelism: number
  /** The last tasks, so many, wait until fewer than that run: one that starts early would wait behind another while a thread has nothing to do. Default: `parallelism`. */
  readonly threads?: number
  readonly signal: AbortSignal
  /** What one item weighs, against `budget`: tasks ahead of the one being handed on pause when they hold more than that together. */
  readonly weigh: (item: T) => number
  readonly budget: number
}

/**
 * An error comes up at its task's place in the list, after the items before it; tasks behind it are cancelled and their errors dropped.
 * return() cancels everything and waits until it is gone.
 */
export async function* runInOrder<T>(tasks: OrderedTasks<T>): AsyncGenerator<T, void, void> {
  const run = new OrderedRun(tasks)
  try {
    for (let index = 0; index < tasks.count; index++) {
      for (;;) {
        const step = await run.next(index)
        if (step === undefined) break
        yield step.item
      }
    }
  } finally {
    await run.close()
  }
}

interface Slot<T> {
  readonly items: T[]
  readonly cancel: AbortController
  settled: Promise<void>
  state: 'running' | 'done' | 'failed'
  error?: unknown
}

class OrderedRun<T> {
  readonly #tasks: OrderedTasks<T>
  readonly #slots = new Map<number, Slot<T>>()
  readonly #stop = () => this.#cancelAll(this.#tasks.signal.reason)
  #head = 0
  #closed = false
  #started = 0
  #running = 0
  #held = 0 // weight of the items that wait in slots
  #failedAt = Number.POSITIVE_INFINITY
  readonly #changed = new Wakeup()

  constructor(tasks: OrderedTasks<T>) {
    this.#tasks = tasks
    tasks.signal.addEventListener('abort', this.#stop, { once: true })
  }

  /** The next item of a task, or undefined when the task has given all. */
  async next(index: number): Promise<{ readonly item: T } | undefined> {
    this.#head = index
    this.#startMore()
    this.#changed.wake()
    const slot = this.#slots.get(index)
    for (;;) {
      throwIfAborted(this.#tasks.signal)
      if (!slot) return undefined
      if (slot.items.length > 0) {
        const item = slot.items.shift() as T // there is one: T itself may be undefined
        this.#held -= this.#tasks.weigh(item)
        this.#changed.wake()
        return { item }
      }
      if (slot.state === 'failed') throw slot.error
      if (slot.state === 'done') {
        this.#slots.delete(index)
        return undefined
      }
      await this.#changed.next
    }
  }

  async close(): Promise<void> {
    this.#tasks.signal.removeEventListener('abort', this.#stop)
    this.#closed = true
    const slots = [...this.#slots.values()]
    this.#cancelAll(noLongerNeeded)
    await Promise.all(slots.map(slot => slot.settled))
  }

  #startMore(): void {
    const { count, parallelism, threads = parallelism, signal } = this.#tasks
    while (
      !signal.aborted &&
      !this.#closed &&
      this.#started < count &&
      this.#started < this.#failedAt &&
      this.#running < (threads === 1 || this.#started + threads < count ? parallelism : threads) &&
      this.#started < this.#head + 2 * parallelism
    ) {
      const index = this.#started++
      this.#running++
      const cancel = new AbortController()
      const slot: Slot<T> = { items: [], cancel, settled: Promise.resolve(), state: 'running' }
      this.#slots.set(index, slot)
      slot.settled = this.#fill(index, slot)
    }
  }

  /** Never rejects: an error waits in the slot until its turn. */
  async #fill(index: number, slot: Slot<T>): Promise<void> {
    try {
      for await (const item of this.#tasks.start(index, slot.cancel.signal)) {
        if (slot.cancel.signal.aborted) break
        slot.items.push(item)
        this.#held += this.#tasks.weigh(item)
        this.#changed.wake()
        while (!slot.cancel.signal.aborted && this.#mustPause(index, slot)) await this.#changed.next
        if (slot.cancel.signal.aborted) break
      }
      slot.state = 'done'
    } catch (error) {
      slot.state = 'failed'
      slot.error = error
      this.#failedAt = Math.min(this.#failedAt, index)
    }
    this.#running--
    this.#startMore()
    this.#changed.wake()
  }

  /** The task whose turn it is stays two items ahead of the consumer; the others share the budget. */
  #mustPause(index: number, slot: Slot<T>): boolean {
    return index === this.#head ? slot.items.length >= 2 : this.#held > this.#tasks.budget
  }

  #cancelAll(reason: unknown): void {
    for (const slot of this.#slots.values()) slot.cancel.abort(reason)
    this.#changed.wake()
  }
}
