/** Runs of positions that equally many alignments cover: parallel typed arrays that grow. */

export class DepthRuns {
  length = 0
  /** Codes of contigs. */
  contigs = new Int32Array(256)
  starts = new Uint32Array(256)
  ends = new Uint32Array(256)
  depths = new Int32Array(256)

  /** A run that goes on where the last one ended, at the same depth, makes that one longer. Empty runs are none. */
  append(contig: number, start: number, end: number, depth: number): void {
    if (end <= start || depth === 0) return
    const last = this.length - 1
    if (last >= 0 && this.ends[last] === start && this.depths[last] === depth && this.contigs[last] === contig) {
      this.ends[last] = end
      return
    }
    this.push(contig, { start, end, depth })
  }

  /** An empty run: the contig has alignments, whether they cover anything or not. */
  mark(contig: number): void {
    this.push(contig, { start: 0, end: 0, depth: 0 })
  }

  clear(): void {
    this.length = 0
  }

  /** The run at `count` becomes the first. */
  dropFirst(count: number): void {
    for (const array of [this.contigs, this.starts, this.ends, this.depths]) array.copyWithin(0, count, this.length)
    this.length -= count
  }

  private push(contig: number, run: { readonly start: number; readonly end: number; readonly depth: number }): void {
    if (this.length === this.starts.length) this.grow()
    this.contigs[this.length] = contig
    this.starts[this.length] = run.start
    this.ends[this.length] = run.end
    this.depths[this.length++] = run.depth
  }

  private grow(): void {
    const capacity = this.length * 2
    const larger = <A extends Int32Array | Uint32Array>(array: A, copy: A): A => {
      copy.set(array)
      return copy
    }
    this.contigs = larger(this.contigs, new Int32Array(capacity))
    this.starts = larger(this.starts, new Uint32Array(capacity))
    this.ends = larger(this.ends, new Uint32Array(capacity))
    this.depths = larger(this.depths, new Int32Array(capacity))
  }
}
