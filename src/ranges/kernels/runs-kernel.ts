/** RunGatherer in WebAssembly, for positions of 32 bits: quick from its first call on. Runs that came out of order are sorted and joined where they lie. */
import type { IntervalSet } from '../interval-set.ts'
import type { GatheredRuns, GatherRules } from '../run-gatherer.ts'
import { giveBackRangesInstance, type RangesExports, takeRangesInstance } from './ranges-module.ts'
import { SortJob } from './sort-job.ts'

/** Words of a job of assembly/ranges/runs.ts. */
const JOB = {
  group: 0,
  start: 1,
  end: 2,
  length: 3,
  runs: 4,
  runCount: 5,
  minDistance: 6,
  onlyCovering: 7,
  inOrder: 8,
  words: 12,
} as const

/** Intervals copied at once. */
const SOME = 1 << 13

const RUN_BYTES = 16
const FIRST_RUNS = 1 << 13

/** More runs are left to the script. */
const MOST_BYTES = 0x4000_0000

export class RunsKernel {
  readonly #wasm: RangesExports
  readonly #job: number
  readonly #runs: number
  readonly #minDistance: number
  /** Runs for which there is room. */
  #room = 0
  #words: Int32Array

  /** Undefined where the engine has no WebAssembly, and for wide distances. */
  static of(rules: GatherRules): RunsKernel | undefined {
    if (!Number.isInteger(rules.minDistance) || rules.minDistance >= 2 ** 31) return undefined
    const wasm = takeRangesInstance()
    if (wasm === undefined) return undefined
    const kernel = new RunsKernel(wasm, rules)
    return kernel.#makeRoom(FIRST_RUNS) ? kernel : undefined
  }

  private constructor(wasm: RangesExports, rules: GatherRules) {
    this.#wasm = wasm
    this.#job = wasm.firstFree()
    this.#minDistance = rules.minDistance
    const input = this.#job + JOB.words * 4
    this.#runs = input + 3 * SOME * 4
    wasm.grow(this.#runs)
    this.#words = new Int32Array(wasm.memory.buffer)
    for (const [i, name] of (['group', 'start', 'end'] as const).entries()) this.#set(name, input + i * SOME * 4)
    this.#set('runs', this.#runs)
    this.#set('runCount', 0)
    this.#set('minDistance', rules.minDistance)
    this.#set('onlyCovering', rules.kept === 'covering' ? 1 : 0)
    this.#set('inOrder', 1)
  }

  get length(): number {
    return this.#get('runCount')
  }

  get bytes(): number {
    return this.#room * RUN_BYTES
  }

  /** False: nothing was taken, and the script has to go on. */
  add({ group, start, end, length }: IntervalSet): boolean {
    if (!(start instanceof Int32Array && end instanceof Int32Array) || !this.#makeRoom(this.#get('runCount') + length)) return false
    const input = (this.#job >>> 2) + JOB.words
    const words = this.#current()
    for (let from = 0; from < length; from += SOME) {
      const to = Math.min(length, from + SOME)
      words.set(group.subarray(from, to), input)
      words.set(start.subarray(from, to), input + SOME)
      words.set(end.subarray(from, to), input + 2 * SOME)
      this.#set('length', to - from)
      this.#wasm.gather(this.#job)
    }
    return true
  }

  /** Each run is that of all intervals, and they are ordered by (group, start): nothing is left to join. */
  get inOrder(): boolean {
    return this.#get('inOrder') === 1
  }

  /** The runs so far, as they came. */
  runs() {
    const length = this.#get('runCount')
    const words = new Int32Array(this.#wasm.memory.buffer, this.#runs, length * 4)
    const runs = {
      length,
      group: new Int32Array(length),
      start: new Int32Array(length),
      end: new Int32Array(length),
      size: new Int32Array(length),
    }
    const { group, start, end, size } = runs
    for (let i = 0; i < length; i++) {
      // Four words a run.
      group[i] = words[4 * i]!
      start[i] = words[4 * i + 1]!
      end[i] = words[4 * i + 2]!
      size[i] = words[4 * i + 3]!
    }
    return runs
  }

  /** Ordered by (group, start), in steps. Undefined: the script has to sort them, and they are as they came. */
  *joined(groups: number): Generator<void, GatheredRuns | undefined> {
    if (this.inOrder) return this.runs()
    const length = this.#get('runCount')
    const behind = this.#runs + length * RUN_BYTES
    if (behind + SortJob.bytes({ length, groups }) > MOST_BYTES) return undefined
    const runs = this.#runs
    const rows = { length, groups, group: runs, start: runs + 4, end: runs + 8, label: runs + 12, stride: RUN_BYTES }
    const job = new SortJob(this.#wasm, rows, behind)
    if (!(yield* job.sort())) return undefined
    // The runs have become records, and leave their place to those that are joined.
    const count = this.#wasm.rejoin(job.read('records'), job.read('groupStart'), groups, job.read('lowest'), this.#minDistance, runs)
    const stride = job.groupStart()[groups]! // groups + 1 entries
    return this.#copied(runs, count, stride)
  }

  /** No more is gathered, and nothing is asked for. */
  release(): void {
    giveBackRangesInstance(this.#wasm)
  }

  /** Four arrays, `stride` words from one to the next. */
  #copied(at: number, length: number, stride: number): GatheredRuns {
    const copy = (array: number) => new Int32Array(this.#wasm.memory.buffer, at + array * stride * 4, length).slice()
    return { length, group: copy(0), start: copy(1), end: copy(2), size: copy(3) }
  }

  #makeRoom(runs: number): boolean {
    if (runs <= this.#room) return true
    const room = Math.max(runs, 2 * this.#room)
    if (room * RUN_BYTES > MOST_BYTES || !this.#grow(this.#runs + room * RUN_BYTES)) return false
    this.#room = room
    return true
  }

  #grow(bytes: number): boolean {
    return this.#wasm.grow(bytes) !== 0
  }

  /** Memory that has grown lies elsewhere. */
  #current(): Int32Array {
    if (this.#words.buffer !== this.#wasm.memory.buffer) this.#words = new Int32Array(this.#wasm.memory.buffer)
    return this.#words
  }

  #get(name: keyof typeof JOB): number {
    return this.#current()[(this.#job >>> 2) + JOB[name]]! // a word of the job
  }

  #set(name: keyof typeof JOB, value: number): void {
    this.#current()[(this.#job >>> 2) + JOB[name]] = value
  }
}
