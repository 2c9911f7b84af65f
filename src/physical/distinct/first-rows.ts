/** Tells the first row of each key while there is room for more keys; rows of unknown keys are left over afterwards. */
import type { Batch } from '../../columnar/batch.ts'
import { batchBytes } from '../../columnar/batch-bytes.ts'
import type { Column } from '../../columnar/column.ts'
import type { DataType } from '../../columnar/data-type.ts'
import { takeBatch } from '../../columnar/take-batch.ts'
import { GroupTable } from '../../kernels/grouping/group-table.ts'
import type { TaskContext } from '../physical-operator.ts'
import { GroupRoom, type GroupRoomSpec } from '../spill/group-room.ts'

export interface FirstRowsSpec extends GroupRoomSpec {
  readonly keyTypes: readonly DataType[]
  keysOf(batch: Batch): readonly Column[]
}

export interface ChosenRows {
  /** Absent: none. */
  readonly fresh?: Batch
  readonly left?: Batch
}

/** A key's places in the hash tables while they grow. */
const KEY_BYTES = 64

export class FirstRows {
  readonly #spec: FirstRowsSpec
  readonly #room: GroupRoom
  #groups: GroupTable

  constructor(spec: FirstRowsSpec, context: TaskContext) {
    this.#spec = spec
    this.#room = new GroupRoom(spec, context)
    this.#groups = new GroupTable(spec.keyTypes)
  }

  choose(batch: Batch): ChosenRows {
    const keys = this.#spec.keysOf(batch)
    if (this.#room.full) return chosen('left', batch, unknownRows(this.#groups.find(keys, batch.numRows)))
    const known = this.#groups.numGroups
    const rows = newRows(this.#groups.assign(keys, batch.numRows), known, this.#groups.numGroups)
    const bytes = batchBytes({ ...batch, columns: keys }) / batch.numRows + KEY_BYTES
    this.#room.take(rows.length * bytes)
    return chosen('fresh', batch, rows)
  }

  release(): void {
    this.#room.release()
    this.#groups = new GroupTable(this.#spec.keyTypes)
  }
}

function chosen(name: keyof ChosenRows, batch: Batch, rows: Uint32Array): ChosenRows {
  if (rows.length === 0) return {}
  return { [name]: rows.length === batch.numRows ? batch : takeBatch(batch, rows) }
}

/** The rows that begin a group: groups are numbered in the order of their first rows. */
function newRows(groupOf: Uint32Array, known: number, numGroups: number): Uint32Array {
  const rows = new Uint32Array(numGroups - known)
  let count = 0
  for (let row = 0; row < groupOf.length; row++) if (groupOf[row] === known + count) rows[count++] = row
  return rows
}

function unknownRows(groupOf: Int32Array): Uint32Array {
  const rows = new Uint32Array(groupOf.length)
  let count = 0
  for (let row = 0; row < groupOf.length; row++) if (groupOf[row] === -1) rows[count++] = row
  return rows.subarray(0, count)
}
