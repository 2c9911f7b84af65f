/** Groups rows by keys and aggregates them. Over a scan in two phases: partial in each fragment, then merged here in list order. */
import type { Batch } from '../columnar/batch.ts'
import { batchBytes } from '../columnar/batch-bytes.ts'
import type { Column } from '../columnar/column.ts'
import { constantColumn } from '../columnar/constant-column.ts'
import type { Schema } from '../columnar/schema.ts'
import { sliceBatch } from '../columnar/slice-batch.ts'
import { Aggregation } from '../expr/aggregation.ts'
import type { Expr } from '../expr/expr.ts'
import { formatExpr } from '../expr/format-expr.ts'
import { sameExpr } from '../expr/same-expr.ts'
import { typeOf } from '../expr/type-of.ts'
import type { FunctionRegistry } from '../functions/function-registry.ts'
import { limitedGroups } from './aggregate/limited-groups.ts'
import { coalesce } from './coalesce.ts'
import { FragmentStepExec } from './fragment-step-exec.ts'
import type { PhysicalOperator, PhysicalStrategy, TaskContext } from './physical-operator.ts'
import { reserveMemory } from './reserve-memory.ts'
import { resolveById } from './resolve-by-id.ts'
import { runOperator } from './run-operator.ts'
import { limitedInput } from './spill/limited-input.ts'
import { unhurriedIn } from './unhurried-in.ts'

export interface AggregateSpec {
  readonly schema: Schema
  readonly inputIds: readonly number[]
  readonly groupingSets: readonly (readonly Expr[])[]
  readonly aggregates: readonly Expr[]
  readonly functions: FunctionRegistry
  /** 'final': the input gives the partial states of fragments. */
  readonly mode: 'single' | 'final'
}

export class HashAggregateExec implements PhysicalOperator {
  readonly name = 'HashAggregateExec'
  readonly schema: Schema
  readonly children: readonly PhysicalOperator[]
  readonly outputPartitions = 1
  readonly #input: PhysicalOperator
  readonly #spec: AggregateSpec

  constructor(input: PhysicalOperator, spec: AggregateSpec) {
    this.#input = coalesce(input)
    this.#spec = spec
    this.schema = spec.schema
    this.children = [this.#input]
  }

  describe(): Readonly<Record<string, string>> {
    return describeAggregate(this.#spec.mode, this.#spec)
  }

  async *execute(_partition: number, context: TaskContext): AsyncIterable<Batch> {
    const { groupingSets, aggregates, inputIds, functions, mode } = this.#spec
    // The states of fragments are found by place: their columns have no ids.
    const resolve = mode === 'final' ? () => 0 : resolveById(inputIds)
    const computed = aggregates.filter(aggregate => !isGrouping(aggregate))
    const create = (groupBy: readonly Expr[]) => new Aggregation({ groupBy, aggregates: computed }, { resolve, functions })
    if (context.memoryLimit > 0) {
      yield* this.#withinLimit(computed, create, context)
      return
    }
    const sets = groupingSets.map(groupBy => ({ groupBy, aggregation: create(groupBy) }))
    let groups = 0
    for await (const batch of runOperator(this.#input, 0, context)) {
      for (const { aggregation } of sets) {
        if (mode === 'final') aggregation.merge(batch)
        else aggregation.update(batch)
      }
      const grown = sets.reduce((sum, { aggregation }) => sum + aggregation.numGroups, 0) - groups
      if (grown > 0) reserveMemory(this, grown * this.#bytesPerGroup(batch), context)
      groups += Math.max(0, grown)
    }
    const unhurried = unhurriedIn(context)
    for (const { groupBy, aggregation } of sets) {
      await aggregation.settle(unhurried)
      yield* this.#output(groupBy, { numGroups: aggregation.numGroups, results: aggregation.finish() }, context.batchSize)
    }
  }

  /** As above; what does not fit is spilled, set by set. */
  async *#withinLimit(
    computed: readonly Expr[],
    create: (groupBy: readonly Expr[]) => Aggregation,
    context: TaskContext,
  ): AsyncGenerator<Batch> {
    const { groupingSets, inputIds, functions } = this.#spec
    const mode = this.#spec.mode === 'final' ? 'merge' : 'update'
    const inputSchema = this.#input.schema
    const sets = groupingSets.map(groupBy => ({
      groupBy,
      groups: limitedGroups(
        { holder: this, inputSchema, inputIds, groupBy, aggregates: computed, functions, mode, create: () => create(groupBy) },
        context,
      ),
    }))
    for await (const batch of limitedInput(this.#input, context)) for (const { groups } of sets) await groups.add(batch)
    for (const { groupBy, groups } of sets) {
      for await (const { numRows, columns } of groups.finish()) {
        yield* this.#output(groupBy, { numGroups: numRows, results: columns }, context.batchSize)
      }
    }
  }

  *#output(
    groupBy: readonly Expr[],
    { numGroups, results }: { readonly numGroups: number; readonly results: readonly Column[] },
    batchSize: number,
  ): Generator<Batch> {
    const columns = this.#allKeys().map((key, index): Column => {
      const place = groupBy.findIndex(other => sameExpr(other, key))
      // A key that is not in this grouping set is NULL.
      return results[place] ?? constantColumn(this.schema.fields[index]?.type ?? typeOf(key), null, numGroups)
    })
    let next = groupBy.length
    for (const aggregate of this.#spec.aggregates) {
      // One result for each aggregate that is computed.
      columns.push(isGrouping(aggregate) ? groupingColumn(aggregate, groupBy, numGroups) : results[next++]!)
    }
    const batch = { schema: this.schema, numRows: numGroups, columns }
    if (numGroups <= batchSize) yield batch
    else for (let start = 0; start < numGroups; start += batchSize) yield sliceBatch(batch, start, Math.min(numGroups, start + batchSize))
  }

  /** Of all grouping sets, each once, in the order in which they are written. */
  #allKeys(): readonly Expr[] {
    const keys: Expr[] = []
    for (const key of this.#spec.groupingSets.flat()) if (!keys.some(known => sameExpr(known, key))) keys.push(key)
    return keys
  }

  /** A group holds its keys, of about the size of an input row, its state, and its place in the table. */
  #bytesPerGroup(batch: Batch): number {
    return batchBytes(batch) / batch.numRows + 16 * (1 + this.#spec.aggregates.length)
  }
}

type AggregateExpr = Expr & { readonly kind: 'aggregate' }

function isGrouping(expr: Expr): expr is AggregateExpr {
  return expr.kind === 'aggregate' && expr.name === 'grouping'
}

/** The same number for all groups of a set: a bit an argument, 1 where the set does not have it. */
function groupingColumn({ args, type }: AggregateExpr, groupBy: readonly Expr[], numGroups: number): Column {
  const bits = args.reduce((sum, arg) => sum * 2 + (groupBy.some(key => sameExpr(key, arg)) ? 0 : 1), 0)
  return constantColumn(type, BigInt(bits), numGroups)
}

function describeAggregate(
  mode: string,
  { groupingSets, aggregates }: Pick<AggregateSpec, 'groupingSets' | 'aggregates'>,
): Readonly<Record<string, string>> {
  const sets = groupingSets.map(set => set.map(key => formatExpr(key)).join(', '))
  const groupBy = sets.length === 1 ? sets[0] : sets.map(set => `(${set})`).join(', ')
  return { mode, group_by: `[${groupBy}]`, aggregates: `[${aggregates.map(aggregate => formatExpr(aggregate)).join(', ')}]` }
}

export const aggregateStrategy: PhysicalStrategy = {
  name: 'aggregate',
  plan(node, [input], { functions }) {
    if (node.kind !== 'aggregate' || !input) return undefined
    const { schema, groupingSets, aggregates } = node
    const spec = { schema, groupingSets, aggregates, inputIds: node.input.ids, functions }
    const partial = partialAggregate(input, spec)
    return partial ? new HashAggregateExec(partial, { ...spec, mode: 'final' }) : new HashAggregateExec(input, { ...spec, mode: 'single' })
  },
}

/** Undefined where the phases cannot be parted: DISTINCT and ORDER BY need all rows, and a function registered at run time is only here. */
function partialAggregate(input: PhysicalOperator, spec: Omit<AggregateSpec, 'mode'>): PhysicalOperator | undefined {
  const { groupingSets, aggregates, inputIds, functions } = spec
  const [groupBy, ...others] = groupingSets
  if (!groupBy || others.length > 0 || !aggregates.every(aggregate => mergesPartials(aggregate, functions))) return undefined
  const fields = new Aggregation({ groupBy, aggregates }, { resolve: () => 0, functions }).partialFields()
  return FragmentStepExec.over(input, {
    name: 'HashAggregateExec',
    schema: { fields },
    inputIds,
    exprs: [...groupBy, ...aggregates],
    step: exprs => ({ kind: 'partial-aggregate', groupBy: exprs.slice(0, groupBy.length), aggregates: exprs.slice(groupBy.length) }),
    columns: fields.map(field => field.name),
    describe: describeAggregate('partial', { groupingSets, aggregates }),
  })
}

function mergesPartials(aggregate: Expr, functions: FunctionRegistry): boolean {
  if (aggregate.kind !== 'aggregate' || aggregate.distinct || aggregate.orderBy?.length) return false
  const fn = functions.aggregate(aggregate.name)
  return fn !== undefined && functions.isBuiltIn(fn)
}
