/** overlapPairs in WebAssembly, for positions of 32 bits: quick from its first call on, and for queries in any order. Holds its own copy of the index. */
import type { IntervalSet, SortedIntervals } from '../interval-set.ts'
import type { OverlapPairs } from '../overlap-pairs.ts'
import { giveBackRangesInstance, type RangesExports, takeRangesInstance } from './ranges-module.ts'

export interface QueryPairs extends OverlapPairs {
  /** The query of each pair, counted from `from`. */
  readonly queries: Int32Array
  readonly answered: number
}

/** Words of a job of assembly/ranges/pairs.ts. All but counts are addresses; without `row`, places stand for rows. */
const JOB = {
  groups: 0,
  groupStart: 1,
  start: 2,
  entries: 3,
  buckets: 4,
  end: 5,
  row: 6,
  links: 7,
  queryGroup: 8,
  queryStart: 9,
  queryEnd: 10,
  from: 11,
  to: 12,
  room: 13, // pairs
  offsets: 14,
  rows: 15,
  queries: 16,
  words: 20,
} as const

/** Words a group of the directory, words read behind its last value, and words a link. */
const ENTRY_WORDS = 8
const NEAR = 8
const LINK_WORDS = 2

/** Larger indexes are left to the script. */
const MOST_BYTES = 0x4000_0000

export class PairsKernel {
  readonly #wasm: RangesExports
  readonly #job: number
  /** Behind the index: the queries, then the pairs. */
  readonly #free: number
  #words: Int32Array
  #queries: IntervalSet | undefined
  #pairsAt = 0
  #room = 0

  /** Undefined where the engine has no WebAssembly or no memory, and for wide positions. */
  static of(sorted: SortedIntervals): PairsKernel | undefined {
    if (!(sorted.start instanceof Int32Array && sorted.end instanceof Int32Array) || indexBytes(sorted) > MOST_BYTES) return undefined
    const wasm = takeRangesInstance()
    if (!wasm) return undefined
    const kernel = new PairsKernel(wasm, sorted)
    return kernel.#isReady(sorted) ? kernel : undefined
  }

  private constructor(wasm: RangesExports, sorted: SortedIntervals) {
    this.#wasm = wasm
    this.#job = wasm.firstFree()
    this.#free = this.#job + indexBytes(sorted)
    this.#words = new Int32Array(wasm.memory.buffer)
  }

  /**
   * As overlapPairs, with the query of each pair. Views, valid until the next call. Undefined for wide positions, and where there is no memory: the
   * script answers then. Queries of one set are asked for by calls that follow each other.
   */
  pairs(queries: IntervalSet, { from, limit }: { readonly from: number; readonly limit: number }): QueryPairs | undefined {
    if (!this.#take(queries)) return undefined
    for (let room = limit; this.#makeRoom(room); room *= 2) {
      const answered = this.#probe(queries, from)
      if (answered === from && from < queries.length) continue // not even the first has room
      const words = this.#words
      const job = this.#job >>> 2
      const offsets = words.subarray(words[job + JOB.offsets]! >>> 2).subarray(0, answered - from + 1) // an address
      const found = offsets[answered - from]!
      const listed = (at: number) => words.subarray(at >>> 2, (at >>> 2) + found)
      return { offsets, rows: listed(this.#pairsAt), queries: listed(this.#pairsAt + this.#room * 4), answered }
    }
    return undefined
  }

  /** From now on the rows of pairs are places. */
  numberByPlace(): void {
    this.#set('row', 0)
  }

  /** Nothing of the kernel is used any more. */
  release(): void {
    giveBackRangesInstance(this.#wasm)
  }

  #isReady(sorted: SortedIntervals): boolean {
    if (!this.#grow(this.#free)) return false
    const { length, groups } = sorted
    let free = (this.#job >>> 2) + JOB.words
    const room = (name: keyof typeof JOB, size: number) => {
      const at = free
      this.#set(name, at * 4)
      free += size
      return at
    }
    const words = this.#words
    this.#set('groups', groups)
    words.set(sorted.groupStart.subarray(0, groups + 1), room('groupStart', groups + 1))
    words.set(sorted.start.subarray(0, length), room('start', length + NEAR))
    words.set(sorted.end.subarray(0, length), room('end', length))
    words.set(sorted.row.subarray(0, length), room('row', length))
    room('entries', groups * ENTRY_WORDS)
    room('buckets', length + 2 * groups)
    room('links', length * LINK_WORDS)
    this.#wasm.buildPairs(this.#job)
    return true
  }

  /** Copies the queries, and lays out the offsets of their pairs behind them. */
  #take(queries: IntervalSet): boolean {
    if (queries === this.#queries) return true
    const { group, start, end, length } = queries
    if (!(start instanceof Int32Array && end instanceof Int32Array)) return false
    const offsets = this.#free + 3 * length * 4
    if (!this.#grow(offsets + (length + 1) * 4)) return false
    const first = this.#free >>> 2
    this.#words.set(group.subarray(0, length), first)
    this.#words.set(start.subarray(0, length), first + length)
    this.#words.set(end.subarray(0, length), first + 2 * length)
    this.#set('queryGroup', this.#free)
    this.#set('queryStart', this.#free + length * 4)
    this.#set('queryEnd', this.#free + 2 * length * 4)
    this.#set('to', length)
    this.#set('offsets', offsets)
    this.#queries = queries
    this.#pairsAt = offsets + (length + 1) * 4
    this.#room = 0
    return true
  }

  #makeRoom(pairs: number): boolean {
    if (!this.#grow(this.#pairsAt + 2 * pairs * 4)) return false
    this.#room = pairs
    this.#set('room', pairs)
    this.#set('rows', this.#pairsAt)
    this.#set('queries', this.#pairsAt + pairs * 4)
    return true
  }

  #probe(queries: IntervalSet, from: number): number {
    if (from === queries.length) this.#words[(this.#free >>> 2) + 3 * queries.length] = 0
    this.#set('from', from)
    return this.#wasm.probe(this.#job)
  }

  #grow(bytes: number): boolean {
    if (bytes > 2 * MOST_BYTES || this.#wasm.grow(bytes) === 0) return false
    if (this.#words.buffer !== this.#wasm.memory.buffer) this.#words = new Int32Array(this.#wasm.memory.buffer)
    return true
  }

  #set(name: keyof typeof JOB, value: number): void {
    this.#words[(this.#job >>> 2) + JOB[name]] = value
  }
}

/** The job, the sorted intervals, the directory over their starts, and the links. */
function indexBytes({ length, groups }: SortedIntervals): number {
  return (JOB.words + groups + 1 + NEAR + (4 + LINK_WORDS) * length + (ENTRY_WORDS + 2) * groups) * 4
}
