/** An index of pairs of places by their first: the records of a contig lie in runs, one for each contig that the second place is on. */
import type { Region } from '../genomics/region.ts'
import type { BinningIndex } from './binning-index.ts'
import type { Chunk, GenomicIndex } from './genomic-index.ts'
import { mergeChunks, type OffsetPair } from './merge-chunks.ts'
import type { TextColumns } from './text-columns.ts'

export interface PairIndexContent {
  /** Its contigs are the names of the pairs. */
  readonly pairs: BinningIndex
  /** The contig of the first place, in the order of the pairs. */
  readonly firstContigs: readonly string[]
  readonly unusable: string | undefined
}

export class PairIndex implements GenomicIndex {
  readonly kind = 'px2'
  readonly location: string
  readonly contigs: readonly string[]
  readonly textColumns: TextColumns | undefined
  readonly unusable: string | undefined
  readonly #pairs: BinningIndex
  readonly #runs = new Map<string, GenomicIndex[]>()

  constructor({ pairs, firstContigs, unusable }: PairIndexContent) {
    this.#pairs = pairs
    this.location = pairs.location
    this.textColumns = pairs.textColumns
    for (const [i, contig] of firstContigs.entries()) {
      const runs = this.#runs.get(contig) ?? []
      runs.push(runOf(pairs, { pair: pairs.contigs[i]!, contig })) // there are as many first contigs as pairs
      this.#runs.set(contig, runs)
    }
    this.contigs = [...this.#runs.keys()]
    this.unusable = unusable ?? this.#whyApart(firstContigs)
  }

  runs(contig: string): readonly GenomicIndex[] {
    return this.#runs.get(contig) ?? []
  }

  query(region: Region): readonly Chunk[] {
    const chunks = this.runs(region.contig).flatMap(run => run.query(region))
    return mergeChunks(chunks.filter((chunk): chunk is Chunk & OffsetPair => chunk.kind === 'bgzf'))
  }

  estimateBytes(region: Region): number {
    return this.runs(region.contig).reduce((bytes, run) => bytes + run.estimateBytes(region), 0)
  }

  /** None: a cut through all runs would give the records in another order than that of the file. Each run can be cut. */
  cutPositions(): readonly number[] {
    return []
  }

  hasRecords(contig: string): boolean {
    return this.runs(contig).some(run => run.hasRecords?.(contig))
  }

  checkFits(dataSize: number, dataLocation: string): void {
    this.#pairs.checkFits(dataSize, dataLocation)
  }

  /** Between the runs of a contig may then lie records of others. */
  #whyApart(firstContigs: readonly string[]): string | undefined {
    const changes = firstContigs.filter((contig, i) => contig !== firstContigs[i - 1])
    const apart = changes.find((contig, i) => changes.indexOf(contig) < i)
    return apart === undefined ? undefined : `the pairs of ${apart} do not lie together`
  }
}

function runOf(pairs: BinningIndex, { pair, contig }: { readonly pair: string; readonly contig: string }): GenomicIndex {
  const inPair = (region: Region): Region => ({ ...region, contig: pair })
  return {
    kind: 'px2',
    location: pairs.location,
    contigs: [contig],
    query: region => pairs.query(inPair(region)),
    estimateBytes: region => pairs.estimateBytes(inPair(region)),
    hasRecords: () => pairs.hasRecords(pair),
    cutPositions: (region, targetBytes) => pairs.cutPositions(inPair(region), targetBytes),
    checkFits: (dataSize, dataLocation) => pairs.checkFits(dataSize, dataLocation),
  }
}
