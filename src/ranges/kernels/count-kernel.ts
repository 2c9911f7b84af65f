/** countOverlaps in WebAssembly, for positions of 32 bits: quick from its first call on, and for queries in any order. Holds its own copy of the index. */
import type { IntervalSet, SortedIntervals } from '../interval-set.ts'
import { sortNearlySorted } from '../sort-nearly-sorted.ts'
import { giveBackRangesInstance, type RangesExports, takeRangesInstance } from './ranges-module.ts'

/** Words of a job of assembly/ranges/count.ts. */
const JOB = {
  groups: 0,
  groupStart: 1,
  starts: 2,
  startEntries: 3,
  startBuckets: 4,
  ends: 5,
  endEntries: 6,
  endBuckets: 7,
  queryGroup: 8,
  queryStart: 9,
  queryEnd: 10,
  queries: 11,
  counts: 12,
  leastLength: 13,
  words: 16,
} as const

/** Words a group of a directory, and words read behind its last value. */
const ENTRY_WORDS = 8
const NEAR = 8

/** Larger indexes are left to the script. */
const MOST_BYTES = 0x4000_0000

export class CountKernel {
  readonly #wasm: RangesExports
  readonly #job: number
  /** Behind the index: the queries, then their counts. */
  readonly #free: number
  #words: Int32Array

  /** Undefined where the engine has no WebAssembly or no memory, and for wide positions and intervals that end before they start. */
  static of(sorted: SortedIntervals): CountKernel | undefined {
    const { start, end, shape, length, groups } = sorted
    if (shape === 'inverted' || !(start instanceof Int32Array && end instanceof Int32Array)) return undefined
    if ((4 * length + 24 * groups) * 4 > MOST_BYTES) return undefined
    const wasm = takeRangesInstance()
    return wasm?.grow(wasm.firstFree() + indexBytes(sorted)) ? new CountKernel(wasm, sorted) : undefined
  }

  private constructor(wasm: RangesExports, sorted: SortedIntervals) {
    this.#wasm = wasm
    this.#job = wasm.firstFree()
    this.#free = this.#job + indexBytes(sorted)
    this.#words = new Int32Array(wasm.memory.buffer)
    this.#layOut(sorted)
  }

  #layOut({ groups, groupStart, start, end, length, shape }: SortedIntervals): void {
    const words = this.#words
    let free = this.#job + JOB.words * 4
    const room = (size: number) => {
      const at = free
      free += size * 4
      return at
    }
    const groupsAt = room(groups + 1)
    words.set(groupStart.subarray(0, groups + 1), groupsAt >>> 2)
    this.#set(JOB.groups, groups)
    this.#set(JOB.groupStart, groupsAt)
    this.#set(JOB.leastLength, shape === 'positive' ? 0 : 1)
    for (const [name, values] of [['start', start] as const, ['end', end] as const]) {
      const valuesAt = room(length + NEAR)
      words.set(values.subarray(0, length), valuesAt >>> 2)
      this.#set(JOB[`${name}s`], valuesAt)
      this.#set(JOB[`${name}Entries`], room(groups * ENTRY_WORDS))
      this.#set(JOB[`${name}Buckets`], room(length + 2 * groups))
    }
    if (this.#wasm.sortEnds(this.#job) === 0) {
      const ends = words.subarray(words[(this.#job >>> 2) + JOB.ends]! >>> 2) // an address
      for (let g = 0; g < groups; g++) sortNearlySorted(ends.subarray(groupStart[g]!, groupStart[g + 1]!)) // groups + 1 entries
    }
    this.#wasm.buildCounter(this.#job)
  }

  /** As countOverlaps. A view, valid until the next call. Undefined for queries that the script has to answer. */
  counts({ group, start, end, length }: IntervalSet): Int32Array | undefined {
    if (!(start instanceof Int32Array && end instanceof Int32Array)) return undefined
    if (this.#wasm.grow(this.#free + 4 * length * 4) === 0) return undefined
    if (this.#words.buffer !== this.#wasm.memory.buffer) this.#words = new Int32Array(this.#wasm.memory.buffer)
    const words = this.#words
    const first = this.#free >>> 2
    words.set(group.subarray(0, length), first)
    words.set(start.subarray(0, length), first + length)
    words.set(end.subarray(0, length), first + 2 * length)
    const { queryGroup, queryStart, queryEnd, counts } = JOB
    for (const [i, name] of [queryGroup, queryStart, queryEnd, counts].entries()) this.#set(name, (first + i * length) * 4)
    this.#set(JOB.queries, length)
    return this.#wasm.count(this.#job) ? words.subarray(first + 3 * length, first + 4 * length) : undefined
  }

  /** The kernel is not used any more. */
  release(): void {
    giveBackRangesInstance(this.#wasm)
  }

  #set(word: number, value: number): void {
    this.#words[(this.#job >>> 2) + word] = value
  }
}

/** The job, the starts and the ends, and a directory over each. */
function indexBytes({ length, groups }: SortedIntervals): number {
  return (JOB.words + groups + 1 + 2 * (2 * length + NEAR + (ENTRY_WORDS + 2) * groups)) * 4
}
