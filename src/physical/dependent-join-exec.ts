/**
 * Joins with a right side that depends on the left: the left side is held, the distinct values that the right side asks for go into a working
 * table, the right side runs once for all of them, and a hash join brings the two together.
 */
import type { Batch } from '../columnar/batch.ts'
import type { Column } from '../columnar/column.ts'
import type { Schema } from '../columnar/schema.ts'
import { sliceColumn } from '../columnar/slice-column.ts'
import type { Expr } from '../expr/expr.ts'
import { formatExpr } from '../expr/format-expr.ts'
import { GroupTable } from '../kernels/grouping/group-table.ts'
import { coalesce } from './coalesce.ts'
import { collectWithKeys } from './collect-with-keys.ts'
import { HashJoinExec, type HashJoinSpec } from './hash-join-exec.ts'
import { joinColumns } from './join/join-columns.ts'
import type { PhysicalOperator, PhysicalStrategy, TaskContext } from './physical-operator.ts'
import { reserveMemory } from './reserve-memory.ts'
import { runOperator } from './run-operator.ts'
import { type WorkingTable, workingTable } from './working-table.ts'
import { WorkingTableExec } from './working-table-exec.ts'

/** Rows numbered before the next look at the clock. */
const STEP_ROWS = 1 << 16

interface DependentJoinSpec extends HashJoinSpec {
  readonly number: number
  readonly table: WorkingTable
  readonly columns: readonly Expr[]
}

export class DependentJoinExec implements PhysicalOperator {
  readonly name = 'DependentJoinExec'
  readonly schema: Schema
  readonly children: readonly PhysicalOperator[]
  readonly outputPartitions = 1
  readonly #left: PhysicalOperator
  readonly #right: PhysicalOperator
  readonly #spec: DependentJoinSpec

  constructor(left: PhysicalOperator, right: PhysicalOperator, spec: DependentJoinSpec) {
    this.#left = coalesce(left)
    this.#right = coalesce(right)
    this.#spec = spec
    this.schema = spec.schema
    this.children = [this.#left, this.#right]
  }

  describe(): Readonly<Record<string, string>> {
    const { joinType, number, columns, residual } = this.#spec
    const values = `[${columns.map(column => formatExpr(column)).join(', ')}]`
    return { type: joinType, table: String(number), values, ...(residual && { filter: formatExpr(residual) }) }
  }

  async *execute(_partition: number, context: TaskContext): AsyncIterable<Batch> {
    const { leftIds, columns, functions, table, number } = this.#spec
    const left = await collectWithKeys({ holder: this, input: this.#left, by: { ids: leftIds, keys: columns, functions } }, context)
    if (left.batch.numRows === 0) return
    const values = await distinctValues(left.keys, left.batch.numRows, context)
    const rows = values[0]?.length ?? 0
    reserveMemory(this, rows * 16 * columns.length, context)
    try {
      table.batches = [{ schema: { fields: [] }, numRows: rows, columns: values }]
      const held = new WorkingTableExec(this.#left.schema, { number, table: { batches: [left.batch] } })
      yield* runOperator(new HashJoinExec(held, this.#right, this.#spec), 0, context)
    } finally {
      table.batches = []
    }
  }
}

async function distinctValues(keys: readonly Column[], numRows: number, context: Pick<TaskContext, 'breathe'>): Promise<readonly Column[]> {
  const groups = new GroupTable(keys.map(key => key.type))
  for (let start = 0; start < numRows; start += STEP_ROWS) {
    const end = Math.min(numRows, start + STEP_ROWS)
    const some = keys.map(key => sliceColumn(key, start, end))
    groups.assign(some, end - start)
    await context.breathe()
  }
  return groups.keys()
}

export const dependentJoinStrategy: PhysicalStrategy = {
  name: 'dependent-join',
  plan(node, [left, right], { functions, workingTables }) {
    if (node.kind !== 'dependent-join' || !left || !right) return undefined
    const { schema, joinType, on, columns, residual } = node
    return new DependentJoinExec(left, right, {
      schema,
      joinType,
      on,
      columns,
      ...(residual && { residual }),
      number: node.table,
      table: workingTable(node.table, workingTables),
      ...joinColumns(node),
      functions,
    })
  },
}
