/** depth() as a method: a table function of alignment files as a relation. */
import type { JsonValue } from '../common/json.ts'
import type { QueryOptions, Relation } from './relation.ts'
import { snakeCaseNames } from './snake-case-names.ts'

export interface DepthOptions extends QueryOptions {
  /** Alignments with any of these flags do not count; 1796 by default. */
  readonly filterFlag?: number
  readonly minMappingQuality?: number
  /** Every position of contigs that have alignments, those of depth 0 too: chrom, pos, depth. */
  readonly perBase?: boolean
  /** How the positions of the result count. */
  readonly zeroBased?: boolean
  /** Region text: 'chr1:1,000-2,000'. */
  readonly region?: string
  /** Region texts, or the path of a BED file. */
  readonly regions?: string | readonly string[]
  readonly indexPath?: string
  readonly referencePath?: string
}

export interface AlignmentFileOptions extends QueryOptions {
  readonly referencePath?: string
}

export interface AlignmentMethods {
  /**
   * How many alignments cover the positions of a sorted BAM, SAM or CRAM file: chrom, start, end, depth of runs of equal depth above 0.
   * Deletions and skipped bases do not count; mates that overlap count twice.
   *
   * @example
   * const deep = await db.depth('reads.bam', { minMappingQuality: 20 }).filter('depth >= 30').toArray()
   */
  depth(location: string, options?: DepthOptions): Relation
  /** Alignments by their flags: category, passed, failed, as samtools flagstat counts them. */
  flagstat(location: string, options?: AlignmentFileOptions): Relation
  /** Alignments on each contig: chrom, length, mapped, unmapped, as samtools idxstats counts them; from the index where it holds the counts. */
  idxstats(location: string, options?: AlignmentFileOptions & { readonly indexPath?: string }): Relation
}

/** Runs a table function of SQL, with named options in snake case. */
export type CallTableFunction = (
  name: string,
  args: readonly JsonValue[],
  options: QueryOptions & { readonly named?: { readonly [name: string]: JsonValue } },
) => Relation

export function alignmentMethods(call: CallTableFunction): AlignmentMethods {
  const method =
    (name: string) =>
    (
      location: string,
      { signal, ...options }: QueryOptions & { readonly [name: string]: JsonValue | AbortSignal | undefined } = {},
    ): Relation => {
      // What is left once the signal is taken out is JSON.
      const named = snakeCaseNames(options as { readonly [name: string]: JsonValue | undefined })
      return call(name, [location], { named, ...(signal && { signal }) })
    }
  // The options of each are those that its table function takes.
  return { depth: method('depth'), flagstat: method('flagstat'), idxstats: method('idxstats') } as AlignmentMethods
}
