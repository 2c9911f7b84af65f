/** The memory of a growing set of groups: when it goes beyond its share it is full, and takes no more groups. */
import type { PhysicalOperator, TaskContext } from '../physical-operator.ts'
import { reserveMemory } from '../reserve-memory.ts'

export interface GroupRoomSpec {
  readonly holder: PhysicalOperator
  /** 'spill' is full when memory is short; 'last' fails with RESOURCE, for rows that cannot be parted any more. */
  readonly room: 'spill' | 'last'
}

export class GroupRoom {
  readonly #spec: GroupRoomSpec
  readonly #context: TaskContext
  #bytes = 0
  #full = false

  constructor(spec: GroupRoomSpec, context: TaskContext) {
    this.#spec = spec
    this.#context = context
  }

  get full(): boolean {
    return this.#full
  }

  /** For groups that are there already: those of the batch that goes beyond the share stay. */
  take(bytes: number): void {
    const { holder, room } = this.#spec
    if (bytes === 0) return
    if (!this.#context.reserve(holder, bytes, 'share')) {
      this.#full = room === 'spill'
      if (this.#full) this.#context.reserve(holder, bytes, 'anyway')
      else reserveMemory(holder, bytes, this.#context)
    }
    this.#bytes += bytes
  }

  release(): void {
    this.#context.reserve(this.#spec.holder, -this.#bytes)
    this.#bytes = 0
  }
}
