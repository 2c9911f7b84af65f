/** An aggregate that is computed from the sorted values of each group at the end. */
import type { Column } from '../../columnar/column.ts'
import { columnFromScalars } from '../../columnar/column-from-scalars.ts'
import { constantColumn } from '../../columnar/constant-column.ts'
import type { DataType } from '../../columnar/data-type.ts'
import type { Scalar } from '../../columnar/scalar.ts'
import { scalarAt } from '../../columnar/scalar-at.ts'
import type { Accumulator, Unhurried } from '../function-registry.ts'
import { argument } from '../support/argument.ts'
import { type SortedGroups, ValueCollector } from './value-collector.ts'

/** `parameter` is the constant second argument; NULL without one. One result a group. */
export type FinishSorted = (sorted: SortedGroups, parameter: Scalar) => Column

export class SortedAggregate implements Accumulator {
  readonly #values: ValueCollector
  readonly #parameterType: DataType | undefined
  readonly #finish: FinishSorted
  #parameter: Scalar = null

  constructor(types: readonly DataType[], finish: FinishSorted) {
    this.#values = new ValueCollector(types[0] ?? { kind: 'null' })
    this.#parameterType = types[1]
    this.#finish = finish
  }

  update(args: readonly Column[], groupOf: Uint32Array, numGroups: number): void {
    this.#readParameter(args[1])
    this.#values.add(argument(args, 0), groupOf, numGroups)
  }

  merge(partial: readonly Column[], groupOf: Uint32Array, numGroups: number): void {
    this.#readParameter(partial[1])
    this.#values.addLists(argument(partial, 0), groupOf, numGroups)
  }

  partial(): readonly Column[] {
    const lists = this.#values.lists()
    return this.#parameterType ? [lists, constantColumn(this.#parameterType, this.#parameter, this.#values.numGroups)] : [lists]
  }

  settle(unhurried: Unhurried): Promise<void> {
    return this.#values.settle(unhurried)
  }

  finish(): Column {
    return this.#finish(this.#values.sorted(), this.#parameter)
  }

  #readParameter(column: Column | undefined): void {
    if (column && column.length > 0 && this.#parameter === null) this.#parameter = scalarAt(column, 0)
  }
}

/** A function of the sorted values of one group; groups without values give NULL. */
export function finishEach(
  type: DataType,
  compute: (values: Column, range: readonly [number, number], parameter: Scalar) => Scalar,
): FinishSorted {
  return ({ values, offsets }, parameter) => {
    const results: Scalar[] = []
    for (let group = 0; group + 1 < offsets.length; group++) {
      const start = offsets[group] ?? 0
      const end = offsets[group + 1] ?? start
      results.push(start === end ? null : compute(values, [start, end], parameter))
    }
    return columnFromScalars(type, results)
  }
}
