/** INTERSECT and EXCEPT, of distinct rows or with ALL: the right side is held as counts of its rows, the left side streams by. NULL equals NULL here. */
import type { Batch } from '../columnar/batch.ts'
import { batchBytes } from '../columnar/batch-bytes.ts'
import { grow } from '../columnar/grow.ts'
import type { Schema } from '../columnar/schema.ts'
import { takeBatch } from '../columnar/take-batch.ts'
import { GroupTable } from '../kernels/grouping/group-table.ts'
import { coalesce } from './coalesce.ts'
import { limitedDistinct } from './distinct/limited-distinct.ts'
import type { PhysicalOperator, PhysicalStrategy, TaskContext } from './physical-operator.ts'
import { reserveMemory } from './reserve-memory.ts'
import { runOperator } from './run-operator.ts'
import { limitedSetOperation } from './set-operation/limited-set-operation.ts'
import { limitedInput } from './spill/limited-input.ts'

interface SetOperationSpec {
  readonly schema: Schema
  readonly operation: 'intersect' | 'except'
  readonly rows: 'distinct' | 'all'
}

export class SetOperationExec implements PhysicalOperator {
  readonly name: string
  readonly schema: Schema
  readonly children: readonly PhysicalOperator[]
  readonly outputPartitions = 1
  readonly #left: PhysicalOperator
  readonly #right: PhysicalOperator
  readonly #spec: SetOperationSpec

  constructor(left: PhysicalOperator, right: PhysicalOperator, spec: SetOperationSpec) {
    this.#left = coalesce(left)
    this.#right = coalesce(right)
    this.#spec = spec
    this.name = spec.operation === 'intersect' ? 'IntersectExec' : 'ExceptExec'
    this.schema = spec.schema
    this.children = [this.#left, this.#right]
  }

  describe(): Readonly<Record<string, string>> {
    return { rows: this.#spec.rows }
  }

  async *execute(_partition: number, context: TaskContext): AsyncIterable<Batch> {
    if (context.memoryLimit > 0) {
      for await (const batch of this.#withinLimit(context)) yield { ...batch, schema: this.schema }
      return
    }
    const groups = new GroupTable(this.schema.fields.map(field => field.type))
    const counts = new RowCounts()
    for await (const batch of runOperator(this.#right, 0, context)) {
      counts.add(this.#assign(groups, batch, context), groups.numGroups)
    }
    for await (const batch of runOperator(this.#left, 0, context)) {
      const rows = counts.choose(this.#assign(groups, batch, context), groups.numGroups, this.#spec)
      if (rows.length > 0) yield { ...takeBatch(batch, rows), schema: this.schema }
    }
  }

  #withinLimit(context: TaskContext): AsyncIterable<Batch> {
    const { operation, rows, schema } = this.#spec
    const left = limitedInput(this.#left, context)
    const right = limitedInput(this.#right, context)
    const input = limitedSetOperation({ holder: this, schema, operation, rows, left, right }, context)
    if (operation === 'intersect' || rows === 'all') return input
    const keyTypes = schema.fields.map(field => field.type)
    return limitedDistinct({ holder: this, input, schema, keyTypes, keysOf: batch => batch.columns.slice(0, keyTypes.length) }, context)
  }

  #assign(groups: GroupTable, batch: Batch, context: TaskContext): Uint32Array {
    const known = groups.numGroups
    const groupOf = groups.assign(batch.columns, batch.numRows)
    const grown = groups.numGroups - known
    if (grown > 0) reserveMemory(this, grown * (batchBytes(batch) / batch.numRows + 16), context)
    return groupOf
  }
}

/** How many rows of each group the right side still has, and which groups the left side has shown. */
class RowCounts {
  #right = new Uint32Array(0)
  #shown = new Uint8Array(0)

  add(groupOf: Uint32Array, numGroups: number): void {
    if (this.#right.length < numGroups) this.#right = grow(this.#right, numGroups)
    for (let row = 0; row < groupOf.length; row++) this.#right[groupOf[row]!]!++ // groups are below their number, here and below
  }

  choose(groupOf: Uint32Array, numGroups: number, { operation, rows }: SetOperationSpec): Uint32Array {
    if (this.#right.length < numGroups) this.#right = grow(this.#right, numGroups)
    if (this.#shown.length < numGroups) this.#shown = grow(this.#shown, numGroups)
    const right = this.#right
    const shown = this.#shown
    const chosen = new Uint32Array(groupOf.length)
    let count = 0
    for (let row = 0; row < groupOf.length; row++) {
      const group = groupOf[row]!
      const onRight = right[group]! > 0
      if (rows === 'all' && onRight) right[group]!--
      if (onRight !== (operation === 'intersect') || (rows !== 'all' && shown[group] === 1)) continue
      shown[group] = 1
      chosen[count++] = row
    }
    return chosen.subarray(0, count)
  }
}

export const setOperationStrategy: PhysicalStrategy = {
  name: 'set-operation',
  plan(node, [first, ...others]) {
    if (node.kind !== 'set-operation' || node.operation === 'union' || !first) return undefined
    const spec: SetOperationSpec = { schema: node.schema, operation: node.operation, rows: node.all ? 'all' : 'distinct' }
    // a EXCEPT b EXCEPT c takes from the left, one after the other.
    return others.reduce((left, right) => new SetOperationExec(left, right, spec), first)
  },
}
