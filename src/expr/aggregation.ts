/** Groups rows and aggregates them: one set of group keys, any number of aggregates. Groups stand in the order of their first row. */
import type { Batch } from '../columnar/batch.ts'
import type { Column } from '../columnar/column.ts'
import type { DataType, Field } from '../columnar/data-type.ts'
import { takeBatch } from '../columnar/take-batch.ts'
import type { FunctionRegistry, Unhurried } from '../functions/function-registry.ts'
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
  readonly #groups: GroupTable
  readonly #states: readonly AggregateState[]

  constructor({ groupBy, aggregates }: AggregationSpec, context: AggregationContext) {
    this.#groupBy = groupBy
    this.#keys = groupBy.map(key => compileExpr(key, context.resolve, context.functions))
    this.#groups = new GroupTable(groupBy.map(typeOf))
    this.#states = aggregates.map(aggregate => new AggregateState(aggregate, context))
  }

  /** Without keys there is one group, even of no rows. */
  get numGroups(): number {
    return this.#groups.numGroups
  }

  /** Rows whose values the aggregate that keeps most of them holds to the end. */
  get heldRows(): number {
    return this.#states.reduce((most, state) => Math.max(most, state.heldRows), 0)
  }

  /** Rows of the input, or with 'merge' what `partial` of another one gave. Gives the group of each row. */
  add(batch: Batch, mode: 'update' | 'merge'): Uint32Array {
    return mode === 'merge' ? this.merge(batch) : this.update(batch)
  }

  /** Adds the rows whose groups are there already, and gives the others. */
  addKnown(batch: Batch, mode: 'update' | 'merge'): Uint32Array {
    const keys = mode === 'merge' ? batch.columns.slice(0, this.#keys.length) : this.#keys.map(key => key(batch))
    const { known, unknown } = splitByKnown(this.#groups.find(keys, batch.numRows))
    if (known.length > 0) this.add(unknown.length === 0 ? batch : takeBatch(batch, known), mode)
    return unknown
  }

  /** Rows of the input. */
  update(batch: Batch): Uint32Array {
    const groupOf = this.#groups.assign(
      this.#keys.map(key => key(batch)),
      batch.numRows,
    )
    for (const state of this.#states) state.update(batch, groupOf, this.numGroups)
    return groupOf
  }

  /** A batch that `partial` of another one gave: its keys, then its partial columns. */
  merge(partial: Batch): Uint32Array {
    let next = this.#keys.length
    const groupOf = this.#groups.assign(partial.columns.slice(0, next), partial.numRows)
    for (const state of this.#states) {
      state.merge(partial.columns.slice(next, next + state.partialWidth), groupOf, this.numGroups)
      next += state.partialWidth
    }
    return groupOf
  }

  partial(): Batch {
    const columns = [...this.#groups.keys(), ...this.#states.flatMap(state => state.partial(this.numGroups))]
    return { schema: { fields: columns.map(partialField) }, numRows: this.numGroups, columns }
  }

  /** The long part of `finish`, with turns for other work. */
  async settle(unhurried: Unhurried): Promise<void> {
    for (const state of this.#states) await state.settle(this.numGroups, unhurried)
  }

  /** The keys, then one column an aggregate. */
  finish(): readonly Column[] {
    return [...this.#groups.keys(), ...this.#states.map(state => state.finish(this.numGroups))]
  }

  /** What `partial` gives, before anything has been read. */
  partialFields(): readonly Field[] {
    const keys = this.#groupBy.map((key, index) => fieldOf(typeOf(key), index))
    const partials = this.#states.flatMap(state => state.partialTypes())
    return [...keys, ...partials.map((type, index) => fieldOf(type, keys.length + index))]
  }
}

function splitByKnown(groupOf: Int32Array): { readonly known: Uint32Array; readonly unknown: Uint32Array } {
  const known = new Uint32Array(groupOf.length)
  const unknown = new Uint32Array(groupOf.length)
  let numKnown = 0
  // A group a row.
  for (let row = 0; row < groupOf.length; row++) {
    if (groupOf[row]! >= 0) known[numKnown++] = row
    else unknown[row - numKnown] = row
  }
  return { known: known.subarray(0, numKnown), unknown: unknown.subarray(0, groupOf.length - numKnown) }
}

function partialField(column: Column, index: number): Field {
  return fieldOf(column.type, index)
}

/** Partial columns have no names that anybody reads: they are found by their place. */
function fieldOf(type: DataType, index: number): Field {
  return { name: `#${index}`, type, nullable: true }
}
