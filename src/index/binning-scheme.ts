/** The hierarchy of bins of BAI, TBI and CSI (SAMv1 §5.3, CSIv1): a bin of level 0 covers all, each level below has eight times as many. */
export class BinningScheme {
  /** Bits of the smallest window. */
  readonly minShift: number
  /** Level of the smallest bins. */
  readonly depth: number

  /** Bins that hold records. */
  readonly count: number
  /** The bin number under which counts are kept instead (37450 in BAI). */
  readonly pseudoBin: number
  /** By level: its first bin. Indexes of many bins ask for them all the time. */
  private readonly firstBins: readonly number[]

  constructor(minShift: number, depth: number) {
    this.minShift = minShift
    this.depth = depth
    this.count = firstBin(depth + 1)
    this.pseudoBin = this.count + 1
    this.firstBins = Array.from({ length: depth + 1 }, (_, level) => firstBin(level))
  }

  /** Positions from here on cannot be indexed. */
  get end(): number {
    return 2 ** (this.minShift + 3 * this.depth)
  }

  leafAt(position: number): number {
    return this.firstOf(this.depth) + Math.floor(position / 2 ** this.minShift)
  }

  /** First and last bin of a level that may hold records of [start, end). */
  binsOfLevel(level: number, start: number, end: number): { readonly first: number; readonly last: number } {
    const size = 2 ** (this.minShift + 3 * (this.depth - level))
    const base = this.firstOf(level)
    return { first: base + Math.floor(start / size), last: base + Math.floor((end - 1) / size) }
  }

  /** First position of a bin. */
  startOf(bin: number): number {
    let level = this.depth
    while (level > 0 && this.firstOf(level) > bin) level--
    return (bin - this.firstOf(level)) * 2 ** (this.minShift + 3 * (this.depth - level))
  }

  parentOf(bin: number): number {
    return Math.floor((bin - 1) / 8)
  }

  private firstOf(level: number): number {
    return this.firstBins[level]! // levels go from 0 to depth
  }
}

/** Number of bins of all levels above. */
function firstBin(level: number): number {
  return (8 ** level - 1) / 7
}
