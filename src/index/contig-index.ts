/** The bins of one contig, read from the bytes of the index when they are first asked for. */
import type { VirtualOffset } from '../io/virtual-offset.ts'
import type { ContigBins } from './contig-bins.ts'
import type { IndexBytes } from './index-bytes.ts'
import { type BinLayout, readBins, skipBins } from './read-bins.ts'

export class ContigIndex {
  readonly #input: IndexBytes
  readonly #layout: BinLayout
  readonly #at: number
  /** The largest offset at which a chunk ends. */
  readonly lastEnd: VirtualOffset
  #bins: ContigBins | undefined

  /** The input stands at the contig's bins, and goes on behind them. */
  constructor(input: IndexBytes, layout: BinLayout) {
    this.#input = input
    this.#layout = layout
    this.#at = input.position
    this.lastEnd = skipBins(input, layout)
  }

  get bins(): ContigBins {
    if (!this.#bins) {
      this.#input.position = this.#at
      this.#bins = readBins(this.#input, this.#layout)
    }
    return this.#bins
  }
}
