/** Joins intervals into runs as they come, in any order: only the runs are kept, and few are left to sort where the input is in order. */
import { type IntervalSet, type Positions, positionsLike, type SortedIntervals } from './interval-set.ts'
import { RunsKernel } from './kernels/runs-kernel.ts'
import { mergeIntervals } from './merge-intervals.ts'
import { sortingSteps } from './sort-intervals.ts'

/** Runs as intervals, each with the number of intervals in it. */
export interface GatheredRuns extends IntervalSet {
  readonly size: Int32Array
}

export interface GatherRules {
  /** As in mergeIntervals, and not below 0: 0 joins intervals that share a base, 1 also those that touch. */
  readonly minDistance: number
  /** 'covering': those that hold no base, and those of group -1, are left out. */
  readonly kept: 'all' | 'covering'
}

const FIRST_RUNS = 1 << 12

/** A first set of fewer intervals is joined sooner than the WebAssembly is compiled. */
const KERNEL_ROWS = 2048

export class RunGatherer {
  readonly #rules: GatherRules
  #group = new Int32Array(FIRST_RUNS)
  #start: Positions = new Int32Array(FIRST_RUNS)
  #end: Positions = new Int32Array(FIRST_RUNS)
  #size = new Int32Array(FIRST_RUNS)
  /** The last run is open: the next interval may join it. */
  #length = 0
  /** The runs are those of all intervals, ordered by (group, start): nothing is left to join. */
  #inOrder = true

  #kernel: RunsKernel | undefined
  #isFirst = true

  constructor(rules: GatherRules) {
    this.#rules = rules
  }

  /** Bytes held. */
  get bytes(): number {
    return this.#group.byteLength + this.#start.byteLength + this.#end.byteLength + this.#size.byteLength + (this.#kernel?.bytes ?? 0)
  }

  /** How many runs there are so far. */
  get length(): number {
    return this.#kernel?.length ?? this.#length
  }

  add(set: IntervalSet): void {
    if (this.#isFirst && set.length >= KERNEL_ROWS) this.#kernel = RunsKernel.of(this.#rules)
    this.#isFirst = false
    if (this.#kernel?.add(set)) return
    this.#leaveKernel()
    this.#addByScript(set)
  }

  /** The runs of all intervals, ordered by (group, start), in steps between which the caller may give the thread away. Nothing is added any more. */
  *joined(groups: number): Generator<void, GatheredRuns> {
    const byKernel = yield* this.#kernel?.joined(groups) ?? nothing()
    if (byKernel) {
      this.#kernel?.release()
      this.#kernel = undefined
      return byKernel
    }
    this.#leaveKernel()
    const runs = this.#view()
    if (this.#inOrder) return runs
    return rejoinRuns(yield* sortingSteps({ ...runs, labels: runs.size }, groups), this.#rules.minDistance)
  }

  #view(): GatheredRuns {
    const length = this.#length
    return {
      length,
      group: this.#group.subarray(0, length),
      start: this.#start.subarray(0, length),
      end: this.#end.subarray(0, length),
      size: this.#size.subarray(0, length),
    }
  }

  /** The script goes on with the runs. */
  #leaveKernel(): void {
    if (!this.#kernel) return
    const { length, group, start, end, size } = this.#kernel.runs()
    this.#group = group
    this.#start = start
    this.#end = end
    this.#size = size
    this.#length = length
    this.#inOrder = this.#kernel.inOrder
    this.#kernel.release()
    this.#kernel = undefined
  }

  #addByScript(set: IntervalSet): void {
    this.#makeRoom(this.#length + set.length, set.start)
    const { minDistance } = this.#rules
    const leastBases = this.#rules.kept === 'covering' ? 1 : Number.NEGATIVE_INFINITY
    const runGroup = this.#group
    const runStart = this.#start
    const runEnd = this.#end
    const runSize = this.#size
    const { group, start, end, length } = set
    // In range: run `last` is there unless it is -1, and there is room for a run an interval.
    let last = this.#length - 1
    let openGroup = last < 0 ? -1 : runGroup[last]!
    let openStart = last < 0 ? 0 : runStart[last]!
    let openEnd = last < 0 ? 0 : runEnd[last]!
    let openSize = last < 0 ? 0 : runSize[last]!
    let inOrder = this.#inOrder
    for (let i = 0; i < length; i++) {
      const g = group[i]!
      const s = start[i]!
      const e = end[i]!
      if (e - s < leastBases || (leastBases === 1 && g < 0)) continue
      // One without a base that begins with the run stands before it in order, and need not touch it.
      if (g === openGroup && s < openEnd + minDistance && (s > openStart || (s === openStart && e > s))) {
        openSize++
        if (e > openEnd) openEnd = e
        continue
      }
      if (last >= 0) {
        runEnd[last] = openEnd
        runSize[last] = openSize
        if (g < openGroup || (g === openGroup && (s < openStart || s < openEnd + minDistance))) inOrder = false
      }
      last++
      runGroup[last] = openGroup = g
      runStart[last] = openStart = s
      openEnd = e
      openSize = 1
    }
    if (last >= 0) {
      runEnd[last] = openEnd
      runSize[last] = openSize
    }
    this.#length = last + 1
    this.#inOrder = inOrder
  }

  #makeRoom(runs: number, like: Positions): void {
    const wide = this.#start instanceof Float64Array || like instanceof Float64Array ? new Float64Array(0) : new Int32Array(0)
    const isWide = wide instanceof Float64Array === this.#start instanceof Float64Array
    if (runs <= this.#group.length && isWide) return
    const room = runs <= this.#group.length ? this.#group.length : Math.max(runs, 2 * this.#group.length)
    const { group, start, end, size } = this.#view()
    this.#group = moved(group, new Int32Array(room))
    this.#size = moved(size, new Int32Array(room))
    this.#start = moved(start, positionsLike(wide, room))
    this.#end = moved(end, positionsLike(wide, room))
  }
}

function moved<T extends Positions>(from: Positions, to: T): T {
  to.set(from as never) // never: `set` of the union takes either kind
  return to
}

function* nothing(): Generator<void, undefined> {}

/** The runs of runs that came out of order, whose sizes were sorted with them: exact, because the intervals of a run are joined by whatever else there is. */
function rejoinRuns(sorted: SortedIntervals, minDistance: number): GatheredRuns {
  const { length, group, start, end, firstPlace } = mergeIntervals(sorted, minDistance)
  const size = new Int32Array(length)
  const { row: sizes } = sorted
  for (let run = 0, place = 0; run < length; run++) {
    // firstPlace has one entry more than there are runs; places are those of `sorted`.
    for (const to = firstPlace[run + 1]!; place < to; place++) size[run]! += sizes[place]!
  }
  return { length, group, start, end, size }
}
