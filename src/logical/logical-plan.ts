import type { ScanRequest, TableProvider } from '../catalog/table-provider.ts'
import type { Schema } from '../columnar/schema.ts'
import type { Expr, SortKey } from '../expr/expr.ts'
import type { CoordinateSystem } from '../genomics/coordinate-system.ts'
import type { Interval, Region } from '../genomics/region.ts'

export type JoinType = 'inner' | 'left' | 'right' | 'full' | 'semi' | 'anti'

/** Values that must be equal; NULL equals nothing, or with `nullsEqual` another NULL. */
export interface JoinKeys {
  readonly left: Expr
  readonly right: Expr
  readonly nullsEqual?: true
}

/**
 * `ids` stands beside `schema.fields`: the column id of each output, unique in the plan. An Expr above refers to a column by its id. Filters and
 * joins may have fewer than their inputs: columns that nobody reads above are not put together.
 */
interface Node {
  readonly schema: Schema
  readonly ids: readonly number[]
}

/** Every relational node. Closed set: adding one is an engine change. (DML and COPY are Statements around a plan, not nodes.) */
export type LogicalPlan =
  | (Node & {
      readonly kind: 'scan'
      readonly table: string
      readonly alias?: string // FROM table AS alias; columns print with it
      readonly provider: TableProvider
      readonly request: Omit<ScanRequest, 'targetPartitions'>
    })
  | (Node & { readonly kind: 'values'; readonly rows: readonly (readonly Expr[])[] })
  | (Node & { readonly kind: 'filter'; readonly predicate: Expr; readonly input: LogicalPlan })
  | (Node & { readonly kind: 'projection'; readonly exprs: readonly Expr[]; readonly input: LogicalPlan })
  | (Node & {
      readonly kind: 'aggregate'
      readonly groupingSets: readonly (readonly Expr[])[]
      readonly aggregates: readonly Expr[]
      readonly input: LogicalPlan
    })
  | (Node & { readonly kind: 'window'; readonly windows: readonly Expr[]; readonly input: LogicalPlan })
  | (Node & { readonly kind: 'sort'; readonly keys: readonly SortKey[]; readonly fetch?: number; readonly input: LogicalPlan })
  | (Node & { readonly kind: 'limit'; readonly skip: number; readonly fetch?: number; readonly input: LogicalPlan })
  | (Node & { readonly kind: 'distinct'; readonly on?: readonly Expr[]; readonly input: LogicalPlan })
  | (Node & { readonly kind: 'unnest'; readonly lists: readonly Expr[]; readonly withOrdinality: boolean; readonly input: LogicalPlan })
  | (Node & {
      readonly kind: 'join'
      readonly joinType: JoinType
      readonly on: readonly JoinKeys[]
      readonly residual?: Expr
      readonly left: LogicalPlan
      readonly right: LogicalPlan
    })
  /** A join whose right side asks for the distinct values of some columns of the left side: it finds them in working table `table`. */
  | (Node & {
      readonly kind: 'dependent-join'
      readonly joinType: 'inner' | 'left' | 'semi' | 'anti'
      readonly table: number
      readonly columns: readonly Expr[]
      readonly on: readonly JoinKeys[]
      readonly residual?: Expr
      readonly left: LogicalPlan
      readonly right: LogicalPlan
    })
  | (Node & {
      readonly kind: 'interval-join'
      readonly joinType: JoinType
      readonly overlap: OverlapCondition
      readonly residual?: Expr
      readonly order?: 'left' // by left row, then by (start, end, row) of the right side; absent: any order, the same each time
      readonly left: LogicalPlan
      readonly right: LogicalPlan
    })
  | (Node & { readonly kind: 'range-operation'; readonly operation: RangeOperation; readonly inputs: readonly LogicalPlan[] })
  /** The input's columns, then the values of calls that need a file: fasta_seq. Made by the physical planner. */
  | (Node & { readonly kind: 'look-up'; readonly calls: readonly Expr[]; readonly input: LogicalPlan })
  /** How many alignments cover the positions: runs of equal depth above 0, or every position. The input comes by contig and start, which is 0-based. */
  | (Node & {
      readonly kind: 'depth'
      readonly alignments: { readonly contig: Expr; readonly start: Expr; readonly cigar: Expr }
      readonly scope: DepthScope
      readonly input: LogicalPlan
    })
  | (Node & {
      readonly kind: 'set-operation'
      readonly operation: 'union' | 'intersect' | 'except'
      readonly all: boolean
      readonly inputs: readonly LogicalPlan[]
    })
  | (Node & {
      readonly kind: 'recursive'
      readonly table: number
      readonly seed: LogicalPlan
      readonly step: LogicalPlan
      readonly all: boolean
    })
  /** Rows that a node above it puts there while it runs. */
  | (Node & { readonly kind: 'working-table'; readonly table: number })

/** What depth counts, and how it shows it. */
export interface DepthScope {
  readonly file: string
  readonly form: 'runs' | 'positions'
  readonly coordinates: CoordinateSystem
  /** Of the header; a length that is not known counts as no end. */
  readonly contigs: readonly { readonly name: string; readonly length?: number }[]
  /** Only there; merged. */
  readonly regions?: readonly Region[]
  /** Nobody reads rows that start outside of it (0-based, end exclusive), so they need not be there. */
  readonly needed?: Interval
  /** All alignments are of one contig. */
  readonly oneContig?: true
  /** Printed by EXPLAIN. */
  readonly parameters: Readonly<Record<string, number | string | boolean>>
}

/** Zero or more equal keys (contig, strand, a sample), then the interval. */
export interface IntervalColumns {
  readonly keys: readonly Expr[]
  readonly start: Expr
  readonly end: Expr
}

/** left.keys = right.keys AND left.start op right.end AND left.end op right.start, each operator as written. */
export interface OverlapCondition {
  readonly left: IntervalColumns
  readonly right: IntervalColumns
  readonly leftStartOp: '<' | '<='
  readonly leftEndOp: '>' | '>='
}

/** nearest, count_overlaps, coverage, merge, cluster, complement, subtract, expand with their parameters; one file each in physical/range/. */
export interface RangeOperation {
  readonly name: 'nearest' | 'count_overlaps' | 'coverage' | 'merge' | 'cluster' | 'complement' | 'subtract' | 'expand'
  /** One for each input. */
  readonly columns: readonly IntervalColumns[]
  readonly coordinates: CoordinateSystem
  readonly parameters: Readonly<Record<string, number | string | boolean>>
  /** merge and cluster: computed over the rows of each run. */
  readonly aggregates?: readonly Expr[]
  /** nearest with a direction: '+' or '-' of the left row. */
  readonly strand?: Expr
}
