/** array_agg(x): all values of a group as a list, NULLs too. */
import type { Column } from '../../columnar/column.ts'
import { columnFromScalars } from '../../columnar/column-from-scalars.ts'
import { concatColumns } from '../../columnar/concat-columns.ts'
import type { DataType } from '../../columnar/data-type.ts'
import { isValid } from '../../columnar/is-valid.ts'
import { takeColumn } from '../../columnar/take-column.ts'
import type { Accumulator, AggregateFunction } from '../function-registry.ts'
import { argument } from '../support/argument.ts'
import { signature } from '../support/signature.ts'
import { withNulls } from './group-state.ts'

// `!` in this file: groups are below numGroups, list columns have offsets and one child.

class ArrayAggAccumulator implements Accumulator {
  readonly #values: Column[]
  readonly #groups: Uint32Array[] = []
  #numGroups = 0
  readonly #item: DataType

  constructor(item: DataType) {
    this.#item = item
    this.#values = [columnFromScalars(item, [])]
  }

  update(args: readonly Column[], groupOf: Uint32Array, numGroups: number): void {
    this.#numGroups = numGroups
    if (groupOf.length === 0) return
    this.#values.push(argument(args, 0))
    // The caller may use its array again.
    this.#groups.push(groupOf.slice())
  }

  merge(partial: readonly Column[], groupOf: Uint32Array, numGroups: number): void {
    this.#numGroups = numGroups
    const lists = argument(partial, 0)
    const items: number[] = []
    const groups: number[] = []
    for (let row = 0; row < groupOf.length; row++) {
      if (!isValid(lists, row)) continue
      for (let item = lists.offsets![row]!; item < lists.offsets![row + 1]!; item++) {
        items.push(item)
        groups.push(groupOf[row]!)
      }
    }
    this.#values.push(takeColumn(lists.children![0]!, Uint32Array.from(items)))
    this.#groups.push(Uint32Array.from(groups))
  }

  partial(): readonly Column[] {
    return [this.finish()]
  }

  /** Values sorted by group by counting, so that each keeps the order in which its values came. */
  finish(): Column {
    const offsets = new Int32Array(this.#numGroups + 1)
    const there = new Uint8Array(this.#numGroups)
    for (const groups of this.#groups) for (const group of groups) offsets[group + 1]!++
    for (let group = 0; group < this.#numGroups; group++) {
      there[group] = offsets[group + 1]! > 0 ? 1 : 0
      offsets[group + 1]! += offsets[group]!
    }
    const next = offsets.slice()
    const order = new Uint32Array(offsets[this.#numGroups]!)
    let place = 0
    for (const groups of this.#groups) for (const group of groups) order[next[group]!++] = place++
    const child = takeColumn(concatColumns(this.#values), order)
    const type: DataType = { kind: 'list', item: this.#item }
    return withNulls({ type, length: this.#numGroups, nullCount: 0, values: new Uint8Array(0), offsets, children: [child] }, there)
  }
}

export const arrayAggFunction: AggregateFunction = {
  kind: 'aggregate',
  name: 'array_agg',
  aliases: ['list', 'list_agg'],
  summary: 'All values as a list, NULLs too; NULL if there are no rows.',
  example: 'SELECT array_agg(x) FROM (VALUES (1), (NULL), (3)) AS t(x)',
  result: '[1, NULL, 3]',
  holdsValues: true,
  ...signature({ required: ['any'] }, ([item]) => item && { kind: 'list', item }),
  createAccumulator: ([item]) => new ArrayAggAccumulator(item ?? { kind: 'null' }),
}
