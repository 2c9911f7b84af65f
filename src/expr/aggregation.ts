/** Groups rows and aggregates them: one set of group keys, any number of aggregates. Groups stand in the order of their first row. */
import type { Batch } from '../columnar/batch.ts'
import type { Column } from '../columnar/column.ts'
import type { DataType, Field } from '../columnar/data-type.ts'
import type { FunctionRegistry } from '../functions/function-registry.ts'
import { GroupTable } from '../kernels/grouping/group-table.ts'
import { AggregateState } from './aggregate-state.ts'
import { type ColumnResolver, compileExpr } from './compile-expr.ts'
import type { Expr } from './expr.ts'
import { typeOf } from './type-of.ts'

export interface AggregationSpec {
  readonly groupBy: readonly Expr[]
  /** Each of kind 'aggregate'. */
  readonly aggregates: readonly Expr[]
}

export interface AggregationContext {
  readonly resolve: ColumnResolver
  readonly functions: FunctionRegistry
}

export class Aggregation {
  readonly #groupBy: readonly Expr[]
  readonly #keys: readonly ((batch: Batch) => Column)[]
  readonly #groups: GroupTable | undefined
  readonly #states: readonly AggregateState[]

  constructor({ groupBy, aggregates }: AggregationSpec, context: AggregationContext) {
    this.#groupBy = groupBy
    this.#keys = groupBy.map(key => compileExpr(key, context.resolve, context.functions))
    this.#groups = groupBy.length > 0 ? new GroupTable(groupBy.map(typeOf)) : undefined
    this.#states = aggregates.map(aggregate => new AggregateState(aggregate, context))
  }

  /** Without keys there is one group, even of no rows. */
  get numGroups(): number {
    return this.#groups ? this.#groups.size : 1
  }

  /** Rows of the input. */
  update(batch: Batch): void {
    const groupOf = this.#groupsOf(
      this.#keys.map(key => key(batch)),
      batch.numRows,
    )
    for (const state of this.#states) state.update(batch, groupOf, this.numGroups)
  }

  /** A batch that `partial` of another one gave: its keys, then its partial columns. */
  merge(partial: Batch): void {
    let next = this.#keys.length
    const groupOf = this.#groupsOf(partial.columns.slice(0, next), partial.numRows)
    for (const state of this.#states) {
      state.merge(partial.columns.slice(next, next + state.partialWidth), groupOf, this.numGroups)
      next += state.partialWidth
    }
  }

  partial(): Batch {
    const columns = [...this.#keyColumns(), ...this.#states.flatMap(state => state.partial(this.numGroups))]
    return { schema: { fields: columns.map(partialField) }, numRows: this.numGroups, columns }
  }

  /** The keys, then one column an aggregate. */
  finish(): readonly Column[] {
    return [...this.#keyColumns(), ...this.#states.map(state => state.finish(this.numGroups))]
  }

  #groupsOf(keys: readonly Column[], numRows: number): Uint32Array {
    return this.#groups ? this.#groups.assign(keys, numRows) : new Uint32Array(numRows)
  }

  #keyColumns(): readonly Column[] {
    return this.#groups ? this.#groups.values() : []
  }

  /** What `partial` gives, before anything has been read. */
  partialFields(): readonly Field[] {
    const keys = this.#groupBy.map((key, index) => fieldOf(typeOf(key), index))
    const partials = this.#states.flatMap(state => state.partialTypes())
    return [...keys, ...partials.map((type, index) => fieldOf(type, keys.length + index))]
  }
}

function partialField(column: Column, index: number): Field {
  return fieldOf(column.type, index)
}

/** Partial columns have no names that anybody reads: they are found by their place. */
function fieldOf(type: DataType, index: number): Field {
  return { name: `#${index}`, type, nullable: true }
}
