/** The first of each set of equal rows, or with ON the first row for each value of some expressions. Rows keep their order and pass at once. */
import type { Batch } from '../columnar/batch.ts'
import { batchBytes } from '../columnar/batch-bytes.ts'
import type { Schema } from '../columnar/schema.ts'
import { takeBatch } from '../columnar/take-batch.ts'
import { compileExpr } from '../expr/compile-expr.ts'
import type { Expr } from '../expr/expr.ts'
import { formatExpr } from '../expr/format-expr.ts'
import { typeOf } from '../expr/type-of.ts'
import type { FunctionRegistry } from '../functions/function-registry.ts'
import { GroupTable } from '../kernels/grouping/group-table.ts'
import type { LogicalPlan } from '../logical/logical-plan.ts'
import { coalesce } from './coalesce.ts'
import { limitedDistinct } from './distinct/limited-distinct.ts'
import { FragmentStepExec } from './fragment-step-exec.ts'
import type { PhysicalOperator, PhysicalStrategy, TaskContext } from './physical-operator.ts'
import { reserveMemory } from './reserve-memory.ts'
import { resolveById } from './resolve-by-id.ts'
import { runOperator } from './run-operator.ts'
import { limitedInput } from './spill/limited-input.ts'

interface DistinctSpec {
  readonly schema: Schema
  readonly ids: readonly number[]
  /** What must differ. */
  readonly keys: readonly Expr[]
  readonly functions: FunctionRegistry
  readonly describe: Readonly<Record<string, string>>
}

export class DistinctExec implements PhysicalOperator {
  readonly name = 'DistinctExec'
  readonly schema: Schema
  readonly children: readonly PhysicalOperator[]
  readonly outputPartitions = 1
  readonly #input: PhysicalOperator
  readonly #spec: DistinctSpec

  constructor(input: PhysicalOperator, spec: DistinctSpec) {
    this.#input = coalesce(input)
    this.#spec = spec
    this.schema = spec.schema
    this.children = [this.#input]
  }

  describe(): Readonly<Record<string, string>> {
    return this.#spec.describe
  }

  async *execute(_partition: number, context: TaskContext): AsyncIterable<Batch> {
    const { keys, ids, functions, schema } = this.#spec
    const resolve = resolveById(ids)
    const evaluate = keys.map(key => compileExpr(key, resolve, functions))
    if (context.memoryLimit > 0) {
      const keysOf = (batch: Batch) => evaluate.map(key => key(batch))
      const input = limitedInput(this.#input, context)
      const rows = limitedDistinct({ holder: this, input, schema: this.#input.schema, keyTypes: keys.map(typeOf), keysOf }, context)
      for await (const batch of rows) yield { ...batch, schema }
      return
    }
    const groups = new GroupTable(keys.map(typeOf))
    for await (const batch of runOperator(this.#input, 0, context)) {
      const rows = newGroups(
        groups,
        evaluate.map(key => key(batch)),
        batch.numRows,
      )
      if (rows.length === 0) continue
      const first = takeBatch(batch, rows)
      reserveMemory(this, batchBytes(first) + 16 * rows.length, context)
      yield { ...first, schema }
    }
  }
}

/** The rows that begin a group. Groups are numbered in the order of their first row. */
function newGroups(groups: GroupTable, keys: Parameters<GroupTable['assign']>[0], numRows: number): Uint32Array {
  let known = groups.numGroups
  const groupOf = groups.assign(keys, numRows)
  const rows = new Uint32Array(groups.numGroups - known)
  let count = 0
  for (let row = 0; row < numRows; row++) {
    if (groupOf[row] !== known) continue
    rows[count++] = row
    known++
  }
  return rows
}

export const distinctStrategy: PhysicalStrategy = {
  name: 'distinct',
  plan(node, [input], { functions }) {
    if (node.kind === 'distinct' && input) {
      if (!node.on) return distinctRows(input, node.input, functions)
      const describe = { on: `[${node.on.map(key => formatExpr(key)).join(', ')}]` }
      return new DistinctExec(input, { schema: node.schema, ids: node.input.ids, keys: node.on, functions, describe })
    }
    return undefined
  },
}

/** Every fragment sends each of its rows once; what is left is done here. `rows` is the plan whose rows are to differ. */
export function distinctRows(
  input: PhysicalOperator,
  rows: Pick<LogicalPlan, 'schema' | 'ids'>,
  functions: FunctionRegistry,
): PhysicalOperator {
  const { schema, ids } = rows
  // One field an id.
  const keys = ids.map((id, index): Expr => ({ kind: 'column', id, name: schema.fields[index]!.name, type: schema.fields[index]!.type }))
  const partial = FragmentStepExec.over(input, {
    name: 'DistinctExec',
    schema,
    inputIds: ids,
    exprs: keys,
    step: groupBy => ({ kind: 'partial-aggregate', groupBy, aggregates: [] }),
    columns: ids.map((_, index) => `#${index}`),
    describe: { mode: 'partial' },
  })
  return new DistinctExec(partial ?? input, { schema, ids, keys, functions, describe: {} })
}
