/** Counts what the operators of one query hold against execution.memory_limit. Plain counting: nothing is allocated here. */

/** Operators are keys here, nothing more: execution/ does not know them. */
type Operator = object

/**
 * `limit`: up to the limit. `share`: by an operator that can spill; it leaves as much free as it takes, so that one operator after the other still
 * gets something. `anyway`: the little without which an operator cannot go on at all.
 */
export type MemoryBound = 'limit' | 'share' | 'anyway'

export class MemoryPool {
  /** Bytes; 0: no limit. */
  readonly limit: number
  readonly #held = new Map<Operator, { bytes: number; peak: number }>()
  #total = 0
  #peak = 0

  constructor(limit: number) {
    this.limit = limit
  }

  get peak(): number {
    return this.#peak
  }

  /** `bytes` below 0 gives back. False: the bound would be passed, and nothing is counted. */
  reserve(operator: Operator, bytes: number, bound: MemoryBound): boolean {
    const held = this.#held.get(operator) ?? { bytes: 0, peak: 0 }
    if (bytes > 0 && this.limit > 0 && bound !== 'anyway') {
      const most = bound === 'limit' ? this.limit - this.#total + held.bytes : (this.limit - this.#total + held.bytes) / 2
      if (held.bytes + bytes > most) return false
    }
    this.#held.set(operator, held)
    held.bytes += bytes
    this.#total += bytes
    this.#peak = Math.max(this.#peak, this.#total)
    held.peak = Math.max(held.peak, held.bytes)
    return true
  }

  heldBy(operator: Operator): number {
    return this.#held.get(operator)?.bytes ?? 0
  }

  /** The most that the operator has held at once. */
  peakOf(operator: Operator): number {
    return this.#held.get(operator)?.peak ?? 0
  }

  /** Gives back all that the operator holds. */
  release(operator: Operator): void {
    const held = this.#held.get(operator)
    if (!held) return
    this.#total -= held.bytes
    held.bytes = 0
  }
}
