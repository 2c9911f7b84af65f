import type { Expr, SortKey } from '../expr/expr.ts'
import type { ScanPartition } from './table-provider.ts'

/**
 * A pipeline over one partition. Plain JSON: it runs in this thread, in a worker, or in another process, by the same function. Expressions
 * find their columns by name: those of the scan, or after a projection its `names`.
 */
export interface Fragment {
  readonly scan: ScanPartition
  readonly pipeline: readonly PipelineStep[]
}

export type PipelineStep =
  | { readonly kind: 'filter'; readonly predicate: Expr }
  | { readonly kind: 'projection'; readonly exprs: readonly Expr[]; readonly names: readonly string[] }
  | { readonly kind: 'partial-aggregate'; readonly groupBy: readonly Expr[]; readonly aggregates: readonly Expr[] }
  | { readonly kind: 'top-k'; readonly keys: readonly SortKey[]; readonly fetch: number }
  | { readonly kind: 'depth'; readonly contig: Expr; readonly start: Expr; readonly cigar: Expr } // of the alignments of one partition
  | { readonly kind: 'limit'; readonly fetch: number }

/** What a running fragment tells besides its batches. */
export interface FragmentReport {
  readonly rowsRead: number
  readonly rowsSkipped: number // on_malformed => 'skip'
  readonly fieldsNulled: number // on_malformed => 'null'
  readonly bytesRead: number
  readonly blocksInflated: number
  readonly warnings: readonly string[] // a missing BGZF EOF marker
  /** What left the scan, then each step of the pipeline. */
  readonly stages: readonly StageReport[]
}

export interface StageReport {
  readonly rows: number
  readonly batches: number
  readonly milliseconds: number // its own, without the stages before it
}
