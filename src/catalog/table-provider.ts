import type { Batch } from '../columnar/batch.ts'
import type { Field } from '../columnar/data-type.ts'
import type { Schema } from '../columnar/schema.ts'
import type { JsonValue } from '../common/json.ts'
import type { Expr, SortKey } from '../expr/expr.ts'
import type { OwnedRegion, Region } from '../genomics/region.ts'
import type { Chunk } from '../index/genomic-index.ts'

/** How far a provider can apply one filter during the scan. */
export type FilterPushdown =
  | 'exact' // no row that fails it comes back: the Filter above is removed
  | 'unsupported' // not used: not portable, or the source is local

/** What the plan above asks of a table. */
export interface ScanRequest {
  readonly projection: readonly string[] // column names or paths: 'chrom', 'genotypes.GT'
  readonly filters: readonly Expr[] // all of them: AND
  readonly limit?: number // only set if every filter is exact
  readonly targetPartitions: number // how many run at once, not how many there are
  /** A bound known only at run time (the build side of an interval join): the provider may read only these, and may ignore it. */
  readonly regions?: readonly Region[]
}

/** One unit of reading. Plain JSON: any thread or machine can run it. */
export interface ScanPartition {
  readonly format: string // which FileFormat reads it
  readonly location: string
  readonly projection: readonly string[]
  readonly regions?: readonly OwnedRegion[] // absent: all records
  readonly chunks?: readonly Chunk[] // absent: the whole object
  readonly filters: readonly Expr[] // evaluated next to the reader, all of them
  readonly limit?: number
  /** Columns of the projection that the file does not have as they are: a literal (the file's name, NULL), or a cast of a column it has. */
  readonly derived?: readonly DerivedColumn[]
  readonly options: { readonly [name: string]: JsonValue } // names a storage profile, never a credential
}

/** `expr` names columns of the file. */
export interface DerivedColumn {
  readonly field: Field
  readonly expr: Expr
}

/** What a provider promises to do. */
export interface ScanPlan {
  readonly schema: Schema
  readonly source: ScanSource
  /** Names the operator where the partitions cannot, because there are none: 'vcf' prints as VcfExec. */
  readonly format?: string
  readonly statistics?: { readonly rows?: number; readonly bytes?: number }
  readonly ordering?: readonly SortKey[] // across the partitions in list order
  readonly notes?: Readonly<Record<string, string>> // shown by EXPLAIN: index=tbi
  /** For Relation.warnings: an index that is older than its data. */
  readonly warnings?: readonly string[]
}

/**
 * Files are scanned anywhere; memory only where it is. The list of partitions depends on the file and the request, not on the number of
 * threads: pieces of about 1 to 4 MB compressed, in file order. So sums of floats and the order of rows are the same at any thread count.
 */
export type ScanSource =
  | { readonly kind: 'partitions'; readonly partitions: readonly ScanPartition[] }
  | { readonly kind: 'local'; readonly partitions: readonly (() => AsyncIterable<Batch>)[] } // every filter 'unsupported': FilterExec stays

/** The columns that ScanRequest.regions speak of. */
export interface GenomicColumnNames {
  readonly contig: string
  readonly start: string
  readonly end?: string // absent: a point
}

/** How many rows lie on each contig, as an index counts them. */
export interface ContigCounts {
  /** In the order of the file; contigs without rows too. `unmapped`: of alignments that lie beside their mates. */
  readonly contigs: readonly { readonly name: string; readonly mapped: number; readonly unmapped: number }[]
  /** Rows whose contig is NULL. */
  readonly unplaced: number
  /** Shown by EXPLAIN: file, index=bai. */
  readonly notes: Readonly<Record<string, string>>
}

export interface TableProvider {
  readonly schema: Schema
  /** Present where regions may save reading. */
  readonly genomicColumns?: GenomicColumnNames | undefined
  /** About how many rows it has, where that is known without reading: for the order of joins. */
  readonly rowEstimate?: number | undefined
  supportsFilters(filters: readonly Expr[]): readonly FilterPushdown[]
  scan(request: ScanRequest, signal?: AbortSignal): Promise<ScanPlan>
  /** Undefined, or no such method: only a scan can tell. */
  countByContig?(signal?: AbortSignal): Promise<ContigCounts | undefined>
  insert?(batches: AsyncIterable<Batch>): Promise<{ readonly rows: number }>
}
