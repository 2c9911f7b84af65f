/**
 * How many spans cover each position, for spans that come by start: a ring of changes of depth over the positions just ahead, and a list of
 * those further ahead (the far side of an intron). Memory depends on the ring and on the spans that are open, never on the contig.
 */
import type { DepthRuns } from './depth-runs.ts'

const RING = 1 << 20
/** Ends beyond are not told apart. */
const LAST_POSITION = 2 ** 32 - 1

export class DepthWindow {
  private readonly ring: Int32Array
  private readonly size: number
  private readonly mask: number
  /** Positions before it are done. */
  private at = 0
  private depth = 0
  /** Where the present depth began. */
  private since = 0
  /** The highest position in the ring that has a change. */
  private highest = 0
  /** Changes before this position are in the ring, the others in the list. */
  private loaded: number
  private farPositions: number[] = []
  private farChanges: number[] = []
  private farLeast = Number.POSITIVE_INFINITY
  private contig = 0

  /** `size`: positions of the ring, a power of two. */
  constructor(size = RING) {
    this.size = size
    this.mask = size - 1
    this.ring = new Int32Array(size)
    this.loaded = size
  }

  /** Begins with nothing covered. */
  reset(contig: number, from: number): void {
    this.contig = contig
    this.at = from
    this.since = from
    this.highest = from
    this.loaded = from + this.size
  }

  /** A span [start, end); start is not before what was advanced to. */
  add(start: number, end: number): void {
    this.change(start, 1)
    this.change(Math.min(end, LAST_POSITION), -1)
  }

  /** Everything before `to` is known: its runs go to `runs`, the one at hand when its depth changes. */
  advance(to: number, runs: DepthRuns): void {
    while (this.at < to) {
      if (this.at > this.highest) this.skip(to)
      else this.walk(Math.min(to, this.highest + 1, this.loaded), runs)
      if (this.at >= this.loaded) this.load(this.at)
    }
  }

  /** Ends the run at hand here, as if the depth changed. */
  cut(runs: DepthRuns): void {
    runs.append(this.contig, this.since, this.at, this.depth)
    this.since = this.at
  }

  /** Runs up to the last end. */
  finish(runs: DepthRuns): void {
    this.advance(LAST_POSITION, runs)
    // What ends at the last position that can be told.
    if (this.depth > 0) runs.append(this.contig, this.since, LAST_POSITION, this.depth)
    this.ring[LAST_POSITION & this.mask] = 0
    this.depth = 0
    this.farPositions = []
    this.farChanges = []
    this.farLeast = Number.POSITIVE_INFINITY
  }

  private change(position: number, by: number): void {
    if (position < this.loaded) {
      this.ring[position & this.mask]! += by // in range: masked
      if (position > this.highest) this.highest = position
      return
    }
    this.farPositions.push(position)
    this.farChanges.push(by)
    if (position < this.farLeast) this.farLeast = position
  }

  private walk(to: number, runs: DepthRuns): void {
    const { ring, mask, contig } = this
    let { depth, since } = this
    for (let at = this.at; at < to; at++) {
      const change = ring[at & mask]!
      if (change === 0) continue
      ring[at & mask] = 0
      runs.append(contig, since, at, depth)
      depth += change
      since = at
    }
    this.at = to
    this.depth = depth
    this.since = since
  }

  /** Nothing changes in the ring: goes to the first change of the list, or to `to`. */
  private skip(to: number): void {
    this.at = Math.min(to, this.farLeast)
    if (this.at === this.farLeast) this.load(this.at)
  }

  /** Makes the ring begin at `from`, with the changes of the list that fall into it. */
  private load(from: number): void {
    this.loaded = from + this.size
    if (this.farLeast >= this.loaded) return
    const positions = this.farPositions
    const changes = this.farChanges
    this.farPositions = []
    this.farChanges = []
    this.farLeast = Number.POSITIVE_INFINITY
    for (const [i, position] of positions.entries()) this.change(position, changes[i]!) // one change a position
  }
}
