/** How often each row stands on the right side of a set operation, for as many different rows as fit. */
import type { Batch } from '../../columnar/batch.ts'
import { batchBytes } from '../../columnar/batch-bytes.ts'
import { grow } from '../../columnar/grow.ts'
import type { Schema } from '../../columnar/schema.ts'
import { takeBatch } from '../../columnar/take-batch.ts'
import { GroupTable } from '../../kernels/grouping/group-table.ts'
import type { TaskContext } from '../physical-operator.ts'
import { GroupRoom, type GroupRoomSpec } from '../spill/group-room.ts'

export interface SetOperation {
  readonly operation: 'intersect' | 'except'
  readonly rows: 'distinct' | 'all'
}

export interface RightCountsSpec extends SetOperation, GroupRoomSpec {
  readonly schema: Schema
}

/** A row's places in the hash tables while they grow, and its count. */
const ROW_BYTES = 68

export class RightCounts {
  readonly #spec: RightCountsSpec
  readonly #room: GroupRoom
  #groups: GroupTable
  #counts = new Uint32Array(16)

  constructor(spec: RightCountsSpec, context: TaskContext) {
    this.#spec = spec
    this.#room = new GroupRoom(spec, context)
    this.#groups = new GroupTable(spec.schema.fields.map(field => field.type))
  }

  /** Rows of the right side; gives those that there is no room for. */
  add(batch: Batch): Batch | undefined {
    if (this.#room.full) {
      const groupOf = this.#groups.find(batch.columns, batch.numRows)
      return taken(batch, this.#count(groupOf))
    }
    const known = this.#groups.numGroups
    const groupOf = this.#groups.assign(batch.columns, batch.numRows)
    if (this.#groups.numGroups > this.#counts.length) this.#counts = grow(this.#counts, this.#groups.numGroups)
    this.#count(groupOf)
    this.#room.take((this.#groups.numGroups - known) * (batchBytes(batch) / batch.numRows + ROW_BYTES))
    return undefined
  }

  /** Rows of the left side. `others`: whether a row that is not here may have been left over on the right side. */
  choose(batch: Batch, others: 'sure' | 'unsure'): { readonly passed?: Batch; readonly left?: Batch } {
    const { schema, operation } = this.#spec
    const groupOf = this.#groups.find(batch.columns.slice(0, schema.fields.length), batch.numRows)
    const passed = new Uint32Array(batch.numRows)
    const left = new Uint32Array(batch.numRows)
    let numPassed = 0
    let numLeft = 0
    for (let row = 0; row < groupOf.length; row++) {
      const group = groupOf[row]! // row < length
      if (group < 0 && others === 'unsure') left[numLeft++] = row
      else if (this.#takes(group) === (operation === 'intersect')) passed[numPassed++] = row
    }
    const some = taken(batch, passed.subarray(0, numPassed))
    const rest = taken(batch, left.subarray(0, numLeft))
    return { ...(some && { passed: some }), ...(rest && { left: rest }) }
  }

  release(): void {
    this.#room.release()
    this.#groups = new GroupTable(this.#spec.schema.fields.map(field => field.type))
  }

  /** Counts rows of known groups, and gives the others. */
  #count(groupOf: Uint32Array | Int32Array): Uint32Array {
    const unknown = new Uint32Array(groupOf.length)
    let count = 0
    for (let row = 0; row < groupOf.length; row++) {
      const group = groupOf[row]! // row < length, and known groups are below the length of the counts
      if (group < 0) unknown[count++] = row
      else this.#counts[group]!++
    }
    return unknown.subarray(0, count)
  }

  /** Whether the right side (still) has the row. What it gives to a row of the left side it does not give again, except that EXCEPT of distinct rows takes nothing away. */
  #takes(group: number): boolean {
    const { operation, rows } = this.#spec
    const count = group < 0 ? 0 : this.#counts[group]! // known groups are below the length
    if (count === 0) return false
    if (rows === 'all') this.#counts[group]!--
    else if (operation === 'intersect') this.#counts[group] = 0
    return true
  }
}

function taken(batch: Batch, rows: Uint32Array): Batch | undefined {
  if (rows.length === 0) return undefined
  return rows.length === batch.numRows ? batch : takeBatch(batch, rows)
}
