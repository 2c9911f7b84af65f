/**
 * Lets partitions that run in one thread be worked on one after the other: each has its first batch at once, and goes on when those before it have
 * ended. Side by side they would all end together, and the thread would then wait for more; and what is read ahead would lie in memory.
 */
import { Wakeup } from './wakeup.ts'

/** Which partition, and of what. No partition waits for what another one of its group gives. */
export interface TurnPlace {
  readonly group: number
  readonly partition: number
}

interface Group {
  /** Of each fragment that runs. */
  readonly partitions: number[]
  readonly changed: Wakeup
}

export class Turns {
  readonly #groups = new Map<number, Group>()

  enter({ group: number, partition }: TurnPlace): Turn {
    const group = this.#groups.get(number) ?? { partitions: [], changed: new Wakeup() }
    this.#groups.set(number, group)
    group.partitions.push(partition)
    return new Turn(group, partition, () => {
      group.partitions.splice(group.partitions.indexOf(partition), 1)
      if (group.partitions.length === 0) this.#groups.delete(number)
      group.changed.wake()
    })
  }
}

export class Turn {
  readonly #group: Group
  readonly #partition: number
  readonly leave: () => void

  constructor(group: Group, partition: number, leave: () => void) {
    this.#group = group
    this.#partition = partition
    this.leave = leave
  }

  /** Until something has changed; undefined: go on. */
  wait(): Promise<void> | undefined {
    return this.#group.partitions.some(other => other < this.#partition) ? this.#group.changed.next : undefined
  }
}
