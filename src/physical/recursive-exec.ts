/** A recursive query: the seed's rows, then what the step gives of the rows before, again and again until it gives none. */
import type { Batch } from '../columnar/batch.ts'
import { batchBytes } from '../columnar/batch-bytes.ts'
import type { Schema } from '../columnar/schema.ts'
import { takeBatch } from '../columnar/take-batch.ts'
import { QueryError } from '../common/errors.ts'
import { GroupTable } from '../kernels/grouping/group-table.ts'
import { coalesce } from './coalesce.ts'
import type { PhysicalOperator, PhysicalStrategy, TaskContext } from './physical-operator.ts'
import { reserveMemory } from './reserve-memory.ts'
import { runOperator } from './run-operator.ts'
import { type WorkingTable, workingTable } from './working-table.ts'

/** A chain this long is a circle. */
const MAX_STEPS = 1_000_000

interface RecursiveSpec {
  readonly schema: Schema
  readonly rows: 'all' | 'distinct'
  readonly number: number
  readonly table: WorkingTable
}

export class RecursiveExec implements PhysicalOperator {
  readonly name = 'RecursiveExec'
  readonly schema: Schema
  readonly children: readonly PhysicalOperator[]
  readonly outputPartitions = 1
  readonly #seed: PhysicalOperator
  readonly #step: PhysicalOperator
  readonly #spec: RecursiveSpec

  constructor(seed: PhysicalOperator, step: PhysicalOperator, spec: RecursiveSpec) {
    this.#seed = coalesce(seed)
    this.#step = coalesce(step)
    this.#spec = spec
    this.schema = spec.schema
    this.children = [this.#seed, this.#step]
  }

  describe(): Readonly<Record<string, string>> {
    return { table: String(this.#spec.number), rows: this.#spec.rows }
  }

  async *execute(_partition: number, context: TaskContext): AsyncIterable<Batch> {
    const { table, rows } = this.#spec
    const seen = rows === 'distinct' ? new GroupTable(this.schema.fields.map(field => field.type)) : undefined
    let input = this.#seed
    try {
      for (let steps = 0; ; steps++) {
        if (steps > MAX_STEPS) throw endless()
        const fresh: Batch[] = []
        for await (const batch of runOperator(input, 0, context)) {
          const added = this.#newRows(batch, seen, context)
          if (added.numRows === 0) continue
          reserveMemory(this, batchBytes(added), context)
          fresh.push(added)
          yield added
        }
        for (const batch of table.batches) context.reserve(this, -batchBytes(batch))
        table.batches = fresh
        if (fresh.length === 0) return
        input = this.#step
        const pause = context.breathe()
        if (pause) await pause
      }
    } finally {
      table.batches = []
    }
  }

  #newRows(batch: Batch, seen: GroupTable | undefined, context: TaskContext): Batch {
    if (!seen) return { ...batch, schema: this.schema }
    let known = seen.numGroups
    const groupOf = seen.assign(batch.columns, batch.numRows)
    const rows: number[] = []
    for (let row = 0; row < groupOf.length; row++) {
      if (groupOf[row] !== known) continue
      rows.push(row)
      known++
    }
    const added = takeBatch(batch, Uint32Array.from(rows))
    reserveMemory(this, batchBytes(added) + 16 * rows.length, context)
    return { ...added, schema: this.schema }
  }
}

function endless(): QueryError {
  const message = `A recursive query has taken ${MAX_STEPS} steps without an end. Give it a condition that ends it, or UNION instead of UNION ALL.`
  return new QueryError('RESOURCE', message)
}

export const recursiveStrategy: PhysicalStrategy = {
  name: 'recursive',
  plan(node, [seed, step], { workingTables }) {
    if (node.kind !== 'recursive' || !seed || !step) return undefined
    const table = workingTable(node.table, workingTables)
    return new RecursiveExec(seed, step, { schema: node.schema, rows: node.all ? 'all' : 'distinct', number: node.table, table })
  },
}
