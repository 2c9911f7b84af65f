/** coverage and subtractUnion in WebAssembly, for positions of 32 bits: quick from the first call on, and for queries in any order. */
import type { IntervalSet } from '../interval-set.ts'
import type { IntervalUnion } from '../interval-union.ts'
import type { Pieces } from '../subtract.ts'
import { giveBackRangesInstance, type RangesExports, takeRangesInstance } from './ranges-module.ts'

/** Words of a job of assembly/ranges/union.ts. All but counts are addresses. */
const JOB = {
  groups: 0,
  groupStart: 1,
  start: 2,
  end: 3,
  entries: 4,
  buckets: 5,
  before: 6,
  queryGroup: 7,
  queryStart: 8,
  queryEnd: 9,
  from: 10,
  to: 11,
  room: 12, // pieces
  rows: 13,
  pieceStart: 14,
  pieceEnd: 15,
  pieces: 16,
  covered: 17,
  words: 20,
} as const

/** Words a group of the directory, and words read behind its last value. */
const ENTRY_WORDS = 8
const NEAR = 8

/** Larger unions are left to the script. */
const MOST_BYTES = 0x4000_0000

export class UnionKernel {
  readonly #wasm: RangesExports
  readonly #job: number
  /** Behind the union: the queries, then what is found. A multiple of 8. */
  readonly #free: number
  #words: Int32Array
  #queries: IntervalSet | undefined
  #builtFor: 'nothing' | 'coverage' | 'pieces' = 'nothing'

  /** Undefined where the engine has no WebAssembly or no memory, and for wide positions. */
  static of(union: IntervalUnion): UnionKernel | undefined {
    if (!(union.start instanceof Int32Array && union.end instanceof Int32Array) || unionBytes(union) > MOST_BYTES) return undefined
    const wasm = takeRangesInstance()
    return wasm?.grow(wasm.firstFree() + unionBytes(union)) ? new UnionKernel(wasm, union) : undefined
  }

  private constructor(wasm: RangesExports, union: IntervalUnion) {
    const { groups, groupStart, start, end } = union
    const { length } = start
    this.#wasm = wasm
    this.#job = wasm.firstFree()
    this.#words = new Int32Array(wasm.memory.buffer)
    let free = this.#job + JOB.words * 4
    const room = (name: keyof typeof JOB, words: number) => {
      const at = free
      this.#set(name, at)
      free += words * 4
      return at >>> 2
    }
    this.#set('groups', groups)
    room('before', 2 * (length + 1))
    this.#words.set(groupStart.subarray(0, groups + 1), room('groupStart', groups + 1))
    this.#words.set(start as Int32Array, room('start', length + NEAR)) // see `of`
    this.#words.set(end as Int32Array, room('end', length + NEAR))
    room('entries', groups * ENTRY_WORDS)
    room('buckets', length + 2 * groups)
    this.#free = (free + 7) & ~7
  }

  /** As coverage. A view, valid until the next call. Undefined for queries that the script has to answer. */
  coverage(queries: IntervalSet): Float64Array | undefined {
    const { length } = queries
    const behind = this.#take(queries, length * 8)
    if (behind === undefined) return undefined
    if (this.#builtFor !== 'coverage') this.#wasm.buildCover(this.#job)
    this.#builtFor = 'coverage'
    this.#set('covered', behind)
    this.#wasm.cover(this.#job)
    return new Float64Array(this.#wasm.memory.buffer, behind, length)
  }

  /**
   * As subtractUnion, but stops before the row whose pieces would exceed `limit`, unless it is the first. Undefined for
   * queries that the script has to answer. Queries of one set are asked for by calls that follow each other.
   */
  pieces(queries: IntervalSet, { from, limit }: { readonly from: number; readonly limit: number }): Pieces | undefined {
    for (let room = limit; ; room *= 2) {
      const behind = this.#take(queries, 3 * room * 4)
      if (behind === undefined) return undefined
      if (this.#builtFor !== 'pieces') this.#wasm.buildSubtrahend(this.#job)
      this.#builtFor = 'pieces'
      this.#set('from', from)
      this.#set('room', room)
      for (const [i, name] of (['rows', 'pieceStart', 'pieceEnd'] as const).entries()) this.#set(name, behind + i * room * 4)
      const answered = this.#wasm.subtract(this.#job)
      if (answered === from && from < queries.length) continue // not even the first has room
      const length = this.#words[(this.#job >>> 2) + JOB.pieces]! // a word of the job
      const listed = (array: number) => new Int32Array(this.#wasm.memory.buffer, behind + array * room * 4, length).slice() // they become columns
      return { length, row: listed(0), start: listed(1), end: listed(2), answered }
    }
  }

  /** The kernel is not used any more. */
  release(): void {
    giveBackRangesInstance(this.#wasm)
  }

  /** Copies the queries, unless they are those of the call before. Gives the address behind them, with room for so many bytes. */
  #take(queries: IntervalSet, bytes: number): number | undefined {
    const { group, start, end, length } = queries
    if (!(start instanceof Int32Array && end instanceof Int32Array)) return undefined
    const behind = (this.#free + 3 * length * 4 + 7) & ~7
    if (behind + bytes > 2 * MOST_BYTES || this.#wasm.grow(behind + bytes) === 0) return undefined
    if (this.#words.buffer !== this.#wasm.memory.buffer) this.#words = new Int32Array(this.#wasm.memory.buffer)
    if (queries === this.#queries) return behind
    const first = this.#free >>> 2
    this.#words.set(group.subarray(0, length), first)
    this.#words.set(start.subarray(0, length), first + length)
    this.#words.set(end.subarray(0, length), first + 2 * length)
    for (const [i, name] of (['queryGroup', 'queryStart', 'queryEnd'] as const).entries()) this.#set(name, this.#free + i * length * 4)
    this.#set('to', length)
    this.#queries = queries
    return behind
  }

  #set(name: keyof typeof JOB, value: number): void {
    this.#words[(this.#job >>> 2) + JOB[name]] = value
  }
}

/** The job, the union, a directory over it, and the bases before each place. */
function unionBytes({ groups, start: { length } }: IntervalUnion): number {
  return (JOB.words + groups + 1 + 2 * (length + NEAR) + 2 * (length + 1) + length + (ENTRY_WORDS + 2) * groups) * 4 + 8
}
