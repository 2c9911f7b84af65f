/** min and max of booleans, lists, structs, intervals and wide decimals: the best value of each group in one column. */

import type { Column } from '../../columnar/column.ts'
import { columnFromScalars } from '../../columnar/column-from-scalars.ts'
import { concatColumns } from '../../columnar/concat-columns.ts'
import type { DataType } from '../../columnar/data-type.ts'
import { isValid } from '../../columnar/is-valid.ts'
import { takeColumn } from '../../columnar/take-column.ts'
import { valueComparator } from '../../kernels/compare-values.ts'
import type { Accumulator } from '../function-registry.ts'
import { argument } from '../support/argument.ts'
import type { Direction } from './direction.ts'

export class ValueExtreme implements Accumulator {
  #best: Column
  readonly #type: DataType
  readonly #direction: Direction

  constructor(type: DataType, direction: Direction) {
    this.#type = type
    this.#direction = direction
    this.#best = columnFromScalars(type, [])
  }

  update(args: readonly Column[], groupOf: Uint32Array, numGroups: number): void {
    const missing = columnFromScalars(this.#type, new Array(numGroups - this.#best.length).fill(null))
    const all = concatColumns([this.#best, missing, argument(args, 0)])
    const compare = valueComparator(all, all)
    const places = Uint32Array.from({ length: numGroups }, (_, group) => group)
    for (let row = 0; row < groupOf.length; row++) {
      const candidate = numGroups + row
      if (!isValid(all, candidate)) continue
      const best = places[groupOf[row]!]! // groups are below numGroups
      if (!isValid(all, best) || compare(candidate, best) * this.#direction > 0) places[groupOf[row]!] = candidate
    }
    this.#best = takeColumn(all, places)
  }

  merge(partial: readonly Column[], groupOf: Uint32Array, numGroups: number): void {
    this.update(partial, groupOf, numGroups)
  }

  partial(): readonly Column[] {
    return [this.finish()]
  }

  finish(): Column {
    return this.#best
  }
}
