import type { Expr } from '../expr/expr.ts'
import type { Region } from '../genomics/region.ts'

/** Which columns place a record on the genome, and how THE COLUMNS count under this table's options (a BED shown 1-based is 'one-based-closed'). */
export interface GenomicColumns {
  readonly contig: string
  readonly start: string
  readonly end?: string // absent: a point (Pairs)
  /** False where the index may have been built from another end than the column's (VCF with SVLEN): then `end` comparisons give no lower bound. */
  readonly endBounds: boolean
  readonly coordinates: 'zero-based-half-open' | 'one-based-closed'
}

/** Every record that passes the filters overlaps one of these. Merged, sorted. AND intersects, OR unites; anything else is 'all'. */
export type RegionBound = 'all' | 'none' | readonly Region[]
export type RegionsFromFilters = (filters: readonly Expr[], columns: GenomicColumns) => RegionBound
