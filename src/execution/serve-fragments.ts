/** The worker's side: runs the fragments that messages ask for, several at a time, and sends their batches as far as credit goes. */
import type { FragmentReport } from '../catalog/fragment.ts'
import { spareBuffers } from '../columnar/spare-buffers.ts'
import { packBatch } from '../columnar/transfer/pack-batch.ts'
import { SentEntries } from '../columnar/transfer/sent-entries.ts'
import { throwIfAborted } from '../common/abort.ts'
import { unreachable } from '../common/unreachable.ts'
import { breathe } from './breathe.ts'
import type { FragmentResources } from './fragment-resources.ts'
import { packError } from './packed-error.ts'
import { runFragment } from './run-fragment.ts'
import { type Turn, Turns } from './turns.ts'
import { Wakeup } from './wakeup.ts'
import type { FromWorker, ToWorker } from './worker-protocol.ts'

type Send = (message: FromWorker, transfer: ArrayBuffer[]) => void
type Start = ToWorker & { readonly kind: 'start' }

/** Returns the handler of the messages that arrive. */
export function serveFragments(resources: Omit<FragmentResources, 'limits'>, send: Send): (message: ToWorker) => void {
  const tasks = new Map<number, ServedTask>()
  const turns = new Turns()
  return message => {
    switch (message.kind) {
      case 'start': {
        const task = new ServedTask(message, turns)
        tasks.set(message.task, task)
        task.run({ ...resources, limits: message.limits }, send).then(() => tasks.delete(message.task))
        return
      }
      case 'credit':
        for (const buffer of message.spare ?? []) spareBuffers.add(buffer)
        tasks.get(message.task)?.addCredit(message.batches)
        return
      case 'cancel':
        tasks.get(message.task)?.cancel()
        return
      default:
        unreachable(message)
    }
  }
}

class ServedTask {
  readonly #start: Start
  readonly #controller = new AbortController()
  readonly #changed = new Wakeup()
  readonly #turns: Turns
  #credit: number

  constructor(start: Start, turns: Turns) {
    this.#start = start
    this.#turns = turns
    this.#credit = start.credit
  }

  addCredit(batches: number): void {
    this.#credit += batches
    this.#changed.wake()
  }

  cancel(): void {
    this.#controller.abort()
    this.#changed.wake()
  }

  /** Never rejects: an error is a message. */
  async run(resources: FragmentResources, send: Send): Promise<void> {
    const { task, turn: place } = this.#start
    const turn = place && this.#turns.enter(place)
    let report: FragmentReport | undefined
    try {
      await this.#sendBatches(resources, {
        send,
        turn,
        onReport: told => {
          report = told
        },
      })
      send({ kind: 'end', task, ...(report && { report }) }, [])
    } catch (error) {
      send({ kind: 'end', task, ...(report && { report }), error: packError(error) }, [])
    } finally {
      turn?.leave()
    }
  }

  async #sendBatches(
    resources: FragmentResources,
    { send, turn, onReport }: { readonly send: Send; readonly turn: Turn | undefined; readonly onReport: (report: FragmentReport) => void },
  ): Promise<void> {
    const { task, fragment, batchSize } = this.#start
    const { signal } = this.#controller
    const sent = new SentEntries()
    // The steps of a pipeline may give the same buffers again (a constant, slices of one sorted batch): those are copied. A reader's are handed over.
    const handsOver = fragment.pipeline.length === 0
    const pause = () => (signal.aborted ? undefined : turn?.wait())
    for await (const batch of runFragment(fragment, resources, { batchSize, signal, pause, onReport })) {
      while (this.#credit <= 0 && !signal.aborted) await this.#changed.next
      // A cancellation can only arrive when this thread gives its event loop a turn.
      await breathe()
      throwIfAborted(signal)
      this.#credit--
      const { message, transfer } = packBatch(batch, sent)
      send({ kind: 'batch', task, batch: message }, handsOver ? transfer : [])
    }
  }
}
