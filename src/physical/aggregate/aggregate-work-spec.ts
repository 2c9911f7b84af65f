/** What the groups of one grouping set in memory are told. */
import type { Batch } from '../../columnar/batch.ts'
import type { Column } from '../../columnar/column.ts'
import type { Schema } from '../../columnar/schema.ts'
import type { Aggregation } from '../../expr/aggregation.ts'
import type { PhysicalOperator } from '../physical-operator.ts'

export interface AggregateWorkSpec {
  readonly holder: PhysicalOperator
  create(): Aggregation
  /** Whether rows are added, or partial states. */
  readonly mode: 'update' | 'merge'
  /** The keys, a column an aggregate, the number of the group's first row. */
  readonly resultSchema: Schema
  keysOf(batch: Batch): readonly Column[]
  readonly numAggregates: number
  readonly room: 'spill' | 'last'
}
