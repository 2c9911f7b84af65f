/** One grouping set within execution.memory_limit. */
import type { Batch } from '../../columnar/batch.ts'
import { batchBytes } from '../../columnar/batch-bytes.ts'
import type { Column } from '../../columnar/column.ts'
import type { DataType } from '../../columnar/data-type.ts'
import type { Schema } from '../../columnar/schema.ts'
import type { Aggregation } from '../../expr/aggregation.ts'
import { compileExpr } from '../../expr/compile-expr.ts'
import type { Expr } from '../../expr/expr.ts'
import { typeOf } from '../../expr/type-of.ts'
import type { FunctionRegistry } from '../../functions/function-registry.ts'
import type { PhysicalOperator, TaskContext } from '../physical-operator.ts'
import { reserveMemory } from '../reserve-memory.ts'
import { resolveById } from '../resolve-by-id.ts'
import { extendBatch, extendSchema } from '../spill/extra-columns.ts'
import { RecursiveGrouping } from '../spill/recursive-grouping.ts'
import { numbersFrom, ROW_NUMBER } from '../spill/row-numbers.ts'
import { CollectedGroups } from './collected-groups.ts'
import { ResidentGroups } from './resident-groups.ts'

export interface LimitedGroupsSpec {
  readonly holder: PhysicalOperator
  readonly inputSchema: Schema
  readonly inputIds: readonly number[]
  readonly groupBy: readonly Expr[]
  /** Those that are computed. */
  readonly aggregates: readonly Expr[]
  readonly functions: FunctionRegistry
  readonly mode: 'update' | 'merge'
  create(): Aggregation
}

export interface LimitedGroups {
  add(batch: Batch): Promise<void>
  /** The keys, then a column an aggregate. */
  finish(): AsyncIterable<Batch>
}

export function limitedGroups(spec: LimitedGroupsSpec, context: TaskContext): LimitedGroups {
  return spec.groupBy.length === 0 ? new OneGroup(spec, context) : new KeyedGroups(spec, context)
}

/** Without keys nothing can be parted: the state must fit. */
class OneGroup implements LimitedGroups {
  readonly #spec: LimitedGroupsSpec
  readonly #context: TaskContext
  readonly #aggregation: Aggregation

  constructor(spec: LimitedGroupsSpec, context: TaskContext) {
    this.#spec = spec
    this.#context = context
    this.#aggregation = spec.create()
  }

  async add(batch: Batch): Promise<void> {
    const before = this.#aggregation.heldRows
    this.#aggregation.add(batch, this.#spec.mode)
    const grown = this.#aggregation.heldRows - before
    if (grown > 0) reserveMemory(this.#spec.holder, (grown * batchBytes(batch)) / batch.numRows, this.#context)
  }

  async *finish(): AsyncGenerator<Batch> {
    yield { schema: resultSchema(this.#spec), numRows: 1, columns: this.#aggregation.finish() }
  }
}

class KeyedGroups implements LimitedGroups {
  readonly #grouping: RecursiveGrouping
  readonly #schema: Schema
  #rows = 0

  constructor(spec: LimitedGroupsSpec, context: TaskContext) {
    const { holder, groupBy, aggregates } = spec
    const evaluate =
      spec.mode === 'update'
        ? groupBy.map(key => compileExpr(key, resolveById(spec.inputIds), spec.functions))
        : groupBy.map((_, i) => columnAt(i))
    const keysOf = (batch: Batch) => evaluate.map(key => key(batch))
    const numbered = extendSchema(resultSchema(spec), [ROW_NUMBER])
    const Work = growsWithRows(spec) ? CollectedGroups : ResidentGroups
    this.#schema = extendSchema(spec.inputSchema, [ROW_NUMBER])
    this.#grouping = new RecursiveGrouping(
      {
        holder,
        inputSchema: this.#schema,
        resultSchema: numbered,
        keysOf,
        start: room =>
          new Work(
            { holder, create: spec.create, mode: spec.mode, resultSchema: numbered, keysOf, numAggregates: aggregates.length, room },
            context,
          ),
      },
      context,
    )
  }

  async add(batch: Batch): Promise<void> {
    const numbered = extendBatch(batch, this.#schema, [numbersFrom(this.#rows, batch.numRows)])
    this.#rows += batch.numRows
    await this.#grouping.add(numbered)
  }

  finish(): AsyncIterable<Batch> {
    return this.#grouping.finish()
  }
}

function columnAt(index: number): (batch: Batch) => Column {
  return batch => batch.columns[index]! // partial states begin with the keys
}

function growsWithRows({ aggregates, functions }: LimitedGroupsSpec): boolean {
  return aggregates.some(
    aggregate =>
      aggregate.kind === 'aggregate' &&
      (aggregate.distinct || (aggregate.orderBy?.length ?? 0) > 0 || functions.aggregate(aggregate.name)?.holdsValues === true),
  )
}

function resultSchema({ groupBy, aggregates }: LimitedGroupsSpec): Schema {
  const field = (type: DataType, i: number) => ({ name: `#${i}`, type, nullable: true })
  return { fields: [...groupBy, ...aggregates].map((expr, i) => field(typeOf(expr), i)) }
}
