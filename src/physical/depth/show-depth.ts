/** From final runs of depth to rows: clipped to the regions asked for, and for positions with those of depth 0 between them. */
import type { Batch } from '../../columnar/batch.ts'
import type { Interval } from '../../genomics/region.ts'
import type { DepthScope } from '../../logical/logical-plan.ts'
import type { DepthRuns } from '../../ranges/depth-runs.ts'
import type { DepthRows } from './depth-rows.ts'

/** A contig of the file, by its place in the header. */
interface Contig {
  readonly name: string
  readonly length?: number
}

const EVERYWHERE: Interval = { start: 0, end: Number.POSITIVE_INFINITY }

export abstract class ShowDepth {
  /** No later run makes a row that is needed. */
  isDone = false
  protected readonly rows: DepthRows
  protected readonly scope: DepthScope
  protected readonly needed: Interval
  private readonly byContig: ReadonlyMap<string, readonly Interval[]> | undefined

  constructor(scope: DepthScope, rows: DepthRows) {
    this.scope = scope
    this.rows = rows
    this.needed = scope.needed ?? EVERYWHERE
    this.byContig = scope.regions && intervalsByContig(scope)
  }

  /** The first `count` runs. `contigs` names those of the runs by their codes. */
  abstract show(runs: DepthRuns, count: number, contigs: readonly Contig[]): Generator<Batch>
  /** What is left when there are no more runs. */
  abstract finish(contigs: readonly Contig[]): Generator<Batch>

  /** Sorted, disjoint. */
  protected intervalsOf({ name }: Contig): readonly Interval[] {
    return this.byContig === undefined ? [EVERYWHERE] : (this.byContig.get(name) ?? [])
  }

  protected isBehind(start: number): boolean {
    return this.scope.oneContig === true && start >= this.needed.end
  }
}

export class ShowRuns extends ShowDepth {
  private contig = -1
  private intervals: readonly Interval[] = []
  private next = 0

  private startContig(contig: number, named: Contig): void {
    this.contig = contig
    this.intervals = this.intervalsOf(named)
    this.next = 0
  }

  *show(runs: DepthRuns, count: number, contigs: readonly Contig[]): Generator<Batch> {
    const { rows, needed } = this
    for (let i = 0; i < count; i++) {
      // i lies below the length of the runs, and contigs has a name for each code.
      const contig = runs.contigs[i]!
      if (contig !== this.contig) this.startContig(contig, contigs[contig]!)
      if (runs.depths[i] === 0) continue
      const runStart = runs.starts[i]!
      const runEnd = runs.ends[i]!
      if (this.isBehind(runStart)) {
        this.isDone = true
        return
      }
      while (this.next < this.intervals.length && this.intervals[this.next]!.end <= runStart) this.next++
      for (let at = this.next; at < this.intervals.length && this.intervals[at]!.start < runEnd; at++) {
        const interval = this.intervals[at]!
        const start = Math.max(runStart, interval.start)
        if (start < needed.start || start >= needed.end) continue
        rows.appendRun(contig, { start, end: Math.min(runEnd, interval.end), depth: runs.depths[i]! })
        if (rows.isFull) yield rows.take()
      }
    }
  }

  *finish(): Generator<Batch> {
    yield this.rows.take()
  }
}

export class ShowPositions extends ShowDepth {
  private contig = -1
  private intervals: readonly Interval[] = []
  /** The interval at hand, and its first position that is not shown. */
  private place = 0
  private at = 0
  private readonly shown = new Set<number>()

  private startContig(contig: number, contigs: readonly Contig[]): void {
    const { needed } = this
    this.contig = contig
    this.shown.add(contig)
    this.at = 0
    this.place = 0
    // contigs has a name for each code
    this.intervals = this.intervalsOf(contigs[contig]!)
      .map(({ start, end }) => ({ start: Math.max(start, needed.start), end: Math.min(end, needed.end) }))
      .filter(({ start, end }) => start < end)
  }

  *show(runs: DepthRuns, count: number, contigs: readonly Contig[]): Generator<Batch> {
    for (let i = 0; i < count; i++) {
      // i lies below the length of the runs.
      const contig = runs.contigs[i]!
      if (contig !== this.contig) {
        yield* this.endContig(contigs)
        yield* this.passContigs(contigs, contig)
        this.startContig(contig, contigs)
      }
      if (runs.depths[i] === 0) continue
      if (this.isBehind(runs.starts[i]!)) {
        while (!this.put(this.needed.end, 0)) yield this.rows.take()
        this.isDone = true
        return
      }
      while (!this.put(runs.starts[i]!, 0)) yield this.rows.take()
      while (!this.put(runs.ends[i]!, runs.depths[i]!)) yield this.rows.take()
    }
  }

  *finish(contigs: readonly Contig[]): Generator<Batch> {
    if (!this.isDone) {
      yield* this.endContig(contigs)
      yield* this.passContigs(contigs, contigs.length)
    }
    yield this.rows.take()
  }

  /** Positions before `to`, all of one depth. False: the rows are full, and some positions may be left. */
  private put(to: number, depth: number): boolean {
    const { rows, contig } = this
    while (this.place < this.intervals.length) {
      const interval = this.intervals[this.place]! // place lies below the length
      const end = Math.min(to, interval.end)
      for (this.at = Math.max(this.at, interval.start); this.at < end; ) {
        this.at = rows.appendPositions(contig, { start: this.at, end, depth })
        if (rows.isFull) return false
      }
      if (interval.end > to) return true
      this.place++
    }
    return true
  }

  private *endContig(contigs: readonly Contig[]): Generator<Batch> {
    if (this.contig >= 0) while (!this.put(contigs[this.contig]?.length ?? 0, 0)) yield this.rows.take()
    this.contig = -1
  }

  /** Regions of contigs without alignments, up to contig `before`. */
  private *passContigs(contigs: readonly Contig[], before: number): Generator<Batch> {
    if (this.scope.regions === undefined) return
    for (let contig = 0; contig < before; contig++) {
      if (this.shown.has(contig)) continue
      this.startContig(contig, contigs)
      yield* this.endContig(contigs)
    }
  }
}

function intervalsByContig({ regions = [] }: DepthScope): ReadonlyMap<string, readonly Interval[]> {
  const found = new Map<string, Interval[]>()
  for (const { contig, interval = EVERYWHERE } of regions) {
    const known = found.get(contig)
    if (known) known.push(interval)
    else found.set(contig, [interval])
  }
  return found
}
