/** Keeps all values of each group that are not NULL, for aggregates that need them sorted: median, quantiles, mode, histogram. */
import type { Column } from '../../columnar/column.ts'
import { columnFromScalars } from '../../columnar/column-from-scalars.ts'
import { concatColumns } from '../../columnar/concat-columns.ts'
import type { DataType } from '../../columnar/data-type.ts'
import { isValid } from '../../columnar/is-valid.ts'
import { takeColumn } from '../../columnar/take-column.ts'
import { sortRows } from '../../kernels/sort-rows.ts'
import type { Unhurried } from '../function-registry.ts'

// `!` in this file: groups are below numGroups, and list columns have offsets and one child.

const ASCENDING = { descending: false, nullsFirst: false }

export interface SortedGroups {
  /** Group by group, each in ascending order. */
  readonly values: Column
  /** Where each group begins and the one before it ends. */
  readonly offsets: Int32Array
}

export class ValueCollector {
  readonly #pieces: Column[]
  readonly #groups: Uint32Array[] = []
  readonly #type: DataType
  #numGroups = 0
  /** Until another value comes. */
  #settled: SortedGroups | undefined

  constructor(type: DataType) {
    this.#type = type
    this.#pieces = [columnFromScalars(type, [])]
  }

  get numGroups(): number {
    return this.#numGroups
  }

  add(values: Column, groupOf: Uint32Array, numGroups: number): void {
    this.#numGroups = numGroups
    const rows: number[] = []
    for (let row = 0; row < groupOf.length; row++) if (isValid(values, row)) rows.push(row)
    if (rows.length === 0) return
    this.#settled = undefined
    this.#pieces.push(takeColumn(values, Uint32Array.from(rows)))
    this.#groups.push(Uint32Array.from(rows, row => groupOf[row]!))
  }

  /** Lists as `lists` gives them. */
  addLists(lists: Column, groupOf: Uint32Array, numGroups: number): void {
    this.#numGroups = numGroups
    this.#settled = undefined
    const items: number[] = []
    const groups: number[] = []
    for (let row = 0; row < groupOf.length; row++) {
      for (let item = lists.offsets![row]!; item < lists.offsets![row + 1]!; item++) {
        items.push(item)
        groups.push(groupOf[row]!)
      }
    }
    this.#pieces.push(takeColumn(lists.children![0]!, Uint32Array.from(items)))
    this.#groups.push(Uint32Array.from(groups))
  }

  /** One list a group. */
  lists(): Column {
    const { values, offsets } = this.sorted()
    const type: DataType = { kind: 'list', item: this.#type }
    return { type, length: this.#numGroups, nullCount: 0, values: new Uint8Array(0), offsets, children: [values] }
  }

  /** Sorts with turns for other work in between. */
  async settle({ order, breathe }: Unhurried): Promise<void> {
    const all = concatColumns(this.#pieces)
    await breathe()
    this.#settled = this.#byGroup(all, await order([all], [ASCENDING]))
  }

  sorted(): SortedGroups {
    if (this.#settled && this.#settled.offsets.length === this.#numGroups + 1) return this.#settled
    const all = concatColumns(this.#pieces)
    return this.#byGroup(all, sortRows([all], [ASCENDING]))
  }

  #byGroup(all: Column, sorted: Uint32Array): SortedGroups {
    if (this.#numGroups === 1) return { values: takeColumn(all, sorted), offsets: Int32Array.of(0, all.length) }
    const groupOf = new Uint32Array(all.length)
    let at = 0
    for (const groups of this.#groups) {
      groupOf.set(groups, at)
      at += groups.length
    }
    const offsets = new Int32Array(this.#numGroups + 1)
    for (const group of groupOf) offsets[group + 1]!++
    for (let group = 0; group < this.#numGroups; group++) offsets[group + 1]! += offsets[group]!
    const next = offsets.slice()
    const order = new Uint32Array(all.length)
    for (const row of sorted) order[next[groupOf[row]!]!++] = row
    return { values: takeColumn(all, order), offsets }
  }
}
