/** any_value(x): the first value of a group that is not NULL. */

import type { Column } from '../../columnar/column.ts'
import { columnFromScalars } from '../../columnar/column-from-scalars.ts'
import { concatColumns } from '../../columnar/concat-columns.ts'
import type { DataType } from '../../columnar/data-type.ts'
import { takeColumn } from '../../columnar/take-column.ts'
import type { Accumulator, AggregateFunction } from '../function-registry.ts'
import { argument } from '../support/argument.ts'
import { signature } from '../support/signature.ts'
import { fitted, validBytes } from './group-state.ts'

class AnyValueAccumulator implements Accumulator {
  /** One after the other they hold a NULL, then the first values in the order in which they came. */
  #pieces: Column[]
  /** Where a group's value stands in the pieces; 0, the NULL, before it has one. */
  #places = new Int32Array(0)
  #kept = 1
  #numGroups = 0

  constructor(type: DataType) {
    this.#pieces = [columnFromScalars(type, [null])]
  }

  update(args: readonly Column[], groupOf: Uint32Array, numGroups: number): void {
    this.#places = fitted(this.#places, numGroups)
    this.#numGroups = numGroups
    const column = argument(args, 0)
    const valid = validBytes(column)
    const first: number[] = []
    for (let row = 0; row < groupOf.length; row++) {
      const group = groupOf[row]! // below numGroups
      if (this.#places[group] !== 0 || (valid && valid[row] === 0)) continue
      this.#places[group] = this.#kept + first.length
      first.push(row)
    }
    if (first.length === 0) return
    this.#pieces.push(takeColumn(column, Uint32Array.from(first)))
    this.#kept += first.length
  }

  merge(partial: readonly Column[], groupOf: Uint32Array, numGroups: number): void {
    this.update(partial, groupOf, numGroups)
  }

  partial(): readonly Column[] {
    return [this.finish()]
  }

  finish(): Column {
    const all = concatColumns(this.#pieces)
    this.#pieces = [all]
    return takeColumn(all, Uint32Array.from(this.#places.subarray(0, this.#numGroups)))
  }
}

export const anyValueFunction: AggregateFunction = {
  kind: 'aggregate',
  name: 'any_value',
  aliases: ['arbitrary'],
  summary: 'The first value that is not NULL.',
  example: 'SELECT any_value(x) FROM (VALUES (NULL), (3), (7)) AS t(x)',
  result: '3',
  ...signature({ required: ['any'] }, ([type]) => type),
  createAccumulator: ([type]) => new AnyValueAccumulator(type ?? { kind: 'null' }),
}
