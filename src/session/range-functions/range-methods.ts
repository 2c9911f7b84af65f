/** overlap(), nearest() and the other range operations as methods: of a session with all their tables, of a relation with the others. */
import type { ArrowInput } from '../arrow-input.ts'
import type { QueryOptions, Relation } from '../relation.ts'

/** The name of a table or view, a path, a relation, an Arrow table, or objects as rows. */
export type RangeOperand = string | Relation | ArrowInput | readonly object[]

export interface RangeColumns extends QueryOptions {
  /** Contig, start and end of every table; absent: chrom, start, end, or the names usual elsewhere. */
  readonly cols?: readonly [string, string, string]
  /** Further columns that must be equal, such as the strand. */
  readonly onCols?: readonly string[]
  /** How the positions of Arrow tables and rows count that do not say it themselves. */
  readonly zeroBased?: boolean
}

export interface TwoTableOptions extends RangeColumns {
  readonly cols1?: readonly [string, string, string]
  readonly cols2?: readonly [string, string, string]
  /** Put behind the column names of the left and the right table. */
  readonly suffixes?: readonly [string, string]
}

export interface OverlapOptions extends TwoTableOptions {
  readonly joinType?: 'inner' | 'left' | 'semi' | 'anti'
  /** Bases that must be shared. */
  readonly minOverlap?: number
  readonly overlapOutput?: 'join' | 'left'
  readonly distinctOutput?: boolean
}

export interface NearestOptions extends TwoTableOptions {
  readonly k?: number
  /** False: rows that overlap are passed over. */
  readonly overlap?: boolean
  /** False: no column distance. */
  readonly distance?: boolean
  readonly maxDistance?: number
  /** Along the strand of the left row (column `strand`, or `strand`); without one, of the plus strand. */
  readonly direction?: 'upstream' | 'downstream'
  readonly strand?: string
}

export interface MergeOptions extends RangeColumns {
  /** Rows this near are joined too. */
  readonly minDist?: number
  /** Written as in SQL: ['max(score) AS best']. */
  readonly aggregates?: readonly string[]
}

export interface ComplementOptions extends RangeColumns {
  /** Intervals to stay in; absent: the contigs of the table's header. */
  readonly view?: RangeOperand
  readonly viewCols?: readonly [string, string, string]
}

export interface ExpandOptions extends RangeColumns {
  /** Bases to add on each chosen side; negative: to take away. */
  readonly pad?: number
  /** Factor of the length, instead of pad. */
  readonly scale?: number
  readonly side?: 'both' | 'left' | 'right'
}

/** What the methods come down to. */
export type RunRangeOperation = (name: string, operands: readonly RangeOperand[], options: object) => Relation

export interface RangeMethods {
  /** Pairs of rows that share a base: every left column with suffix 1, every right one with suffix 2; by left row, then right (start, end, row). */
  overlap(left: RangeOperand, right: RangeOperand, options?: OverlapOptions): Relation
  /** Beside each left row its k nearest right rows and their distance (closed: gap + 1; 0 when overlapping); NULLs where there is none. */
  nearest(left: RangeOperand, right: RangeOperand, options?: NearestOptions): Relation
  /** The left rows with a column `count`. */
  countOverlaps(left: RangeOperand, right: RangeOperand, options?: TwoTableOptions): Relation
  /** The left rows with a column `coverage`, in bases. */
  coverage(left: RangeOperand, right: RangeOperand, options?: TwoTableOptions): Relation
  /** Contig, start, end, n_intervals and aggregates; by contig (bytewise), start. */
  merge(table: RangeOperand, options?: MergeOptions): Relation
  /** The rows with cluster, cluster_start, cluster_end; by contig (bytewise), start, end. */
  cluster(table: RangeOperand, options?: MergeOptions): Relation
  /** Contig, start, end of the gaps; by contig (bytewise), start. */
  complement(table: RangeOperand, options?: ComplementOptions): Relation
  /** The pieces of the left rows that no right row covers. */
  subtract(left: RangeOperand, right: RangeOperand, options?: TwoTableOptions): Relation
  /** The rows with start and end moved. */
  expand(table: RangeOperand, options: ExpandOptions): Relation
  /** The rows by contig, start, end. */
  sortIntervals(table: RangeOperand, options?: RangeColumns): Relation
  /** As in polars-bio. */
  count_overlaps: RangeMethods['countOverlaps']
}

export function rangeMethods(run: RunRangeOperation): RangeMethods {
  const two =
    (name: string) =>
    (left: RangeOperand, right: RangeOperand, options: object = {}): Relation =>
      run(name, [left, right], options)
  const one =
    (name: string) =>
    (table: RangeOperand, options: object = {}): Relation =>
      run(name, [table], options)
  return {
    overlap: two('overlap'),
    nearest: two('nearest'),
    countOverlaps: two('count_overlaps'),
    count_overlaps: two('count_overlaps'),
    coverage: two('coverage'),
    subtract: two('subtract'),
    merge: one('merge'),
    cluster: one('cluster'),
    expand: one('expand'),
    sortIntervals: one('sort'),
    complement: (table, { view, ...options } = {}) => run('complement', view === undefined ? [table] : [table, view], options),
  }
}
