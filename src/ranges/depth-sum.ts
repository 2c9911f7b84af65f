/**
 * Adds up the runs of depth of pieces of one file, each counted by itself. What a piece says about positions that the next one's alignments
 * may reach is open: it waits here until runs that lie behind it are final.
 */
import { DepthRuns } from './depth-runs.ts'

export class DepthSum {
  private readonly out: DepthRuns
  private contig = -1
  /** Sorted, disjoint; those before `head` are done. */
  private pending = new DepthRuns()
  private head = 0
  /** Open runs of the piece at hand. */
  private open = new DepthRuns()
  /** Everything before is final. */
  private settled = 0

  /** Final runs go there. */
  constructor(out: DepthRuns) {
    this.out = out
  }

  /** No more of the contig at hand. */
  startContig(contig: number): void {
    this.finish()
    this.contig = contig
    this.settled = 0
  }

  /** A run of the piece at hand before the start of its last alignment; false: it lies before a run that is final, so the file is not sorted. */
  add(start: number, end: number, depth: number): boolean {
    this.mergeOpen()
    if (start < this.settled) return false
    this.settle(start)
    for (let at = start; at < end; ) {
      const { pending, head } = this
      if (head === pending.length || pending.starts[head]! >= end) {
        this.out.append(this.contig, at, end, depth)
        break
      }
      const next = pending.starts[head]! // head lies below its length
      if (next > at) {
        this.out.append(this.contig, at, next, depth)
        at = next
        continue
      }
      const to = Math.min(pending.ends[head]!, end)
      this.out.append(this.contig, at, to, depth + pending.depths[head]!)
      this.dropTo(to)
      at = to
    }
    this.settled = end
    return true
  }

  /** A run of the piece at hand that the next piece may add to. */
  addOpen(start: number, end: number, depth: number): boolean {
    const { open } = this
    if (open.length > 0 && start < open.ends[open.length - 1]!) this.mergeOpen()
    if (start < this.settled) return false
    open.append(this.contig, start, end, depth)
    return true
  }

  finish(): void {
    this.mergeOpen()
    this.settle(Number.POSITIVE_INFINITY)
    this.pending.clear()
    this.head = 0
  }

  /** Pending runs before `to` are final. */
  private settle(to: number): void {
    const { pending } = this
    while (this.head < pending.length && pending.starts[this.head]! < to) {
      const end = Math.min(pending.ends[this.head]!, to)
      this.out.append(this.contig, pending.starts[this.head]!, end, pending.depths[this.head]!)
      this.dropTo(end)
    }
  }

  /** The first pending run up to `to` is done. */
  private dropTo(to: number): void {
    if (this.pending.ends[this.head] === to) this.head++
    else this.pending.starts[this.head] = to
  }

  private mergeOpen(): void {
    if (this.open.length === 0) return
    const merged = new DepthRuns()
    addRuns({ runs: this.pending, from: this.head }, { runs: this.open, from: 0 }, merged)
    this.pending = merged
    this.head = 0
    this.open.clear()
  }
}

interface RunsFrom {
  readonly runs: DepthRuns
  readonly from: number
}

/** The sum of two lists of disjoint runs in order. */
function addRuns(a: RunsFrom, b: RunsFrom, out: DepthRuns): void {
  let i = a.from
  let j = b.from
  let at = 0
  while (i < a.runs.length || j < b.runs.length) {
    // Past its end a list has nothing ahead.
    const aStart = i < a.runs.length ? Math.max(a.runs.starts[i]!, at) : Number.POSITIVE_INFINITY
    const bStart = j < b.runs.length ? Math.max(b.runs.starts[j]!, at) : Number.POSITIVE_INFINITY
    const aEnd = i < a.runs.length ? a.runs.ends[i]! : Number.POSITIVE_INFINITY
    const bEnd = j < b.runs.length ? b.runs.ends[j]! : Number.POSITIVE_INFINITY
    const start = Math.min(aStart, bStart)
    const end = Math.min(aStart > start ? aStart : aEnd, bStart > start ? bStart : bEnd)
    const depth = (aStart === start ? a.runs.depths[i]! : 0) + (bStart === start ? b.runs.depths[j]! : 0)
    const contig = i < a.runs.length ? a.runs.contigs[i]! : b.runs.contigs[j]!
    out.append(contig, start, end, depth)
    at = end
    if (aEnd <= at) i++
    if (bEnd <= at) j++
  }
}
