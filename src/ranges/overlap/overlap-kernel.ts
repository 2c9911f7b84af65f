/** overlapPairs in WebAssembly, for positions of 32 bits: quick from its first call on. Holds its own copy of the index. */
import { decodeBase64 } from '../../common/decode-base64.ts'
import type { IntervalSet, SortedIntervals } from '../interval-set.ts'
import type { OverlapPairs } from '../overlap-pairs.ts'
import { overlapWasm } from './overlap-wasm.ts'

/** The exports of assembly/overlap/index.ts. */
interface OverlapExports {
  readonly memory: WebAssembly.Memory
  firstFree(): number
  grow(bytes: number): number
  link(job: number): void
  probe(job: number): number
}

export interface QueryPairs extends OverlapPairs {
  /** The query of each pair, counted from `from`. */
  readonly queries: Int32Array
  readonly answered: number
}

/** Words of a job. All but counts are addresses. */
const JOB = {
  groups: 0,
  groupStart: 1,
  start: 2,
  end: 3,
  row: 4,
  enclosing: 5,
  queryGroup: 6,
  queryStart: 7,
  queryEnd: 8,
  from: 9,
  to: 10,
  room: 11, // pairs
  offsets: 12,
  rows: 13,
  queries: 14,
  words: 16,
} as const

/** Larger indexes are left to the script. */
const MOST_BYTES = 0x4000_0000

/** Instances to be used again: each takes gigabytes of addresses, which come back with the garbage only. */
const spares: OverlapExports[] = []
const MOST_SPARES = 2
const SPARE_BYTES = 64 << 20

let module: WebAssembly.Module | 'none' | undefined

function compiled(): WebAssembly.Module | 'none' {
  if (module !== undefined) return module
  const bytes = typeof WebAssembly === 'object' ? decodeBase64(overlapWasm) : undefined
  module = bytes && WebAssembly.validate(bytes) ? new WebAssembly.Module(bytes) : 'none'
  return module
}

export class OverlapKernel {
  readonly #wasm: OverlapExports
  readonly #job: number
  /** Behind the index: the queries, then the pairs. */
  readonly #free: number
  #words: Int32Array
  #queries: IntervalSet | undefined
  #pairsAt = 0
  #room = 0

  /** Undefined where the engine has no WebAssembly or no memory, and for wide positions. */
  static of(sorted: SortedIntervals): OverlapKernel | undefined {
    const made = compiled()
    if (made === 'none' || !(sorted.start instanceof Int32Array && sorted.end instanceof Int32Array)) return undefined
    if ((4 * sorted.length + sorted.groups) * 4 > MOST_BYTES) return undefined
    // A test calls all of the exports.
    const wasm = spares.pop() ?? (new WebAssembly.Instance(made).exports as unknown as OverlapExports)
    const kernel = new OverlapKernel(wasm, sorted)
    return kernel.#isReady(sorted) ? kernel : undefined
  }

  private constructor(wasm: OverlapExports, { length, groups }: SortedIntervals) {
    this.#wasm = wasm
    this.#job = wasm.firstFree()
    this.#free = this.#job + (JOB.words + groups + 1 + 4 * length) * 4
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

  /** Nothing of the kernel is used any more. */
  release(): void {
    if (this.#wasm.memory.buffer.byteLength <= SPARE_BYTES && spares.length < MOST_SPARES) spares.push(this.#wasm)
  }

  #isReady(sorted: SortedIntervals): boolean {
    if (!this.#grow(this.#free)) return false
    const { length, groups } = sorted
    const groupStart = (this.#job >>> 2) + JOB.words
    const start = groupStart + groups + 1
    const words = this.#words
    words.set(sorted.groupStart.subarray(0, groups + 1), groupStart)
    words.set(sorted.start.subarray(0, length), start)
    words.set(sorted.end.subarray(0, length), start + length)
    words.set(sorted.row.subarray(0, length), start + 2 * length)
    this.#set('groups', groups)
    this.#set('groupStart', groupStart * 4)
    this.#set('start', start * 4)
    this.#set('end', (start + length) * 4)
    this.#set('row', (start + 2 * length) * 4)
    this.#set('enclosing', (start + 3 * length) * 4)
    this.#wasm.link(this.#job)
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
