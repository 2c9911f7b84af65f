/** Groups whose state has a fixed size: those that fit stay, and take their rows whenever they come; rows of other groups are left over. */
import type { Batch } from '../../columnar/batch.ts'
import { batchBytes } from '../../columnar/batch-bytes.ts'
import { takeBatch } from '../../columnar/take-batch.ts'
import type { Aggregation } from '../../expr/aggregation.ts'
import type { TaskContext } from '../physical-operator.ts'
import { GroupRoom } from '../spill/group-room.ts'
import type { GroupWork } from '../spill/recursive-grouping.ts'
import { rowNumbers } from '../spill/row-numbers.ts'
import type { AggregateWorkSpec } from './aggregate-work-spec.ts'
import { NumberList } from './number-list.ts'

/** A group's places in the hash tables, and one aggregate's state, while they grow. */
const GROUP_BYTES = 64
const STATE_BYTES = 32

/** A key stands in the table of groups and in the result. */
const KEY_COPIES = 2

export class ResidentGroups implements GroupWork {
  readonly #spec: AggregateWorkSpec
  readonly #room: GroupRoom
  #aggregation: Aggregation
  #firsts = new NumberList()

  constructor(spec: AggregateWorkSpec, context: TaskContext) {
    this.#spec = spec
    this.#room = new GroupRoom(spec, context)
    this.#aggregation = spec.create()
  }

  add(batch: Batch): readonly Batch[] {
    const { mode } = this.#spec
    if (this.#room.full) {
      const unknown = this.#aggregation.addKnown(batch, mode)
      if (unknown.length === 0) return []
      return [unknown.length === batch.numRows ? batch : takeBatch(batch, unknown)]
    }
    const known = this.#aggregation.numGroups
    const groupOf = this.#aggregation.add(batch, mode)
    this.#firsts.addFirsts(groupOf, rowNumbers(batch.columns.at(-1)!)) // the numbers come last
    this.#room.take((this.#aggregation.numGroups - known) * this.#bytesPerGroup(batch))
    return []
  }

  finish(): Batch {
    const columns = [...this.#aggregation.finish(), this.#firsts.column()]
    return { schema: this.#spec.resultSchema, numRows: this.#aggregation.numGroups, columns }
  }

  release(): void {
    this.#room.release()
    this.#aggregation = this.#spec.create()
    this.#firsts = new NumberList()
  }

  #bytesPerGroup(batch: Batch): number {
    const keys = batchBytes({ ...batch, columns: this.#spec.keysOf(batch) }) / batch.numRows
    return KEY_COPIES * keys + GROUP_BYTES + STATE_BYTES * this.#spec.numAggregates
  }
}
