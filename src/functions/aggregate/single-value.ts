/** single_value(x): the value of the only row; an error where a group has several. What a subquery in the place of a value comes to. */
import type { Column } from '../../columnar/column.ts'
import { columnFromScalars } from '../../columnar/column-from-scalars.ts'
import { concatColumns } from '../../columnar/concat-columns.ts'
import type { DataType } from '../../columnar/data-type.ts'
import { takeColumn } from '../../columnar/take-column.ts'
import { QueryError } from '../../common/errors.ts'
import { float64Values } from '../../kernels/number-arrays.ts'
import type { Accumulator, AggregateFunction } from '../function-registry.ts'
import { argument } from '../support/argument.ts'
import { signature } from '../support/signature.ts'
import { fitted, float64Column } from './group-state.ts'

class SingleValueAccumulator implements Accumulator {
  /** One after the other they hold a NULL, then the values in the order in which they came. */
  #pieces: Column[]
  /** Where a group's value stands in the pieces; 0, the NULL, before it has one. */
  #places = new Int32Array(0)
  #kept = 1
  #numGroups = 0

  constructor(type: DataType) {
    this.#pieces = [columnFromScalars(type, [null])]
  }

  update(args: readonly Column[], groupOf: Uint32Array, numGroups: number): void {
    const rows = Uint32Array.from(groupOf, (_, row) => row)
    this.#add(argument(args, 0), { rows, groupOf, numGroups })
  }

  merge(partial: readonly Column[], groupOf: Uint32Array, numGroups: number): void {
    const counts = float64Values(argument(partial, 1))
    const rows = Uint32Array.from(groupOf, (_, row) => row).filter(row => counts[row] === 1)
    this.#add(argument(partial, 0), { rows, groupOf, numGroups })
  }

  partial(): readonly Column[] {
    const counts = Float64Array.from(this.#places.subarray(0, this.#numGroups), place => +(place > 0))
    return [this.finish(), float64Column(counts, this.#numGroups)]
  }

  finish(): Column {
    const all = concatColumns(this.#pieces)
    this.#pieces = [all]
    return takeColumn(all, Uint32Array.from(this.#places.subarray(0, this.#numGroups)))
  }

  #add(column: Column, of: { readonly rows: Uint32Array; readonly groupOf: Uint32Array; readonly numGroups: number }): void {
    this.#places = fitted(this.#places, of.numGroups)
    this.#numGroups = of.numGroups
    for (const row of of.rows) {
      const group = of.groupOf[row]! // rows are rows of groupOf
      if (this.#places[group] !== 0) throw severalRows()
      this.#places[group] = this.#kept++
    }
    if (of.rows.length > 0) this.#pieces.push(takeColumn(column, of.rows))
  }
}

function severalRows(): QueryError {
  const message = 'A subquery that is used as a value gave more than one row. Aggregate its rows, or add LIMIT 1.'
  return new QueryError('EXECUTION', message)
}

export const singleValueFunction: AggregateFunction = {
  kind: 'aggregate',
  name: 'single_value',
  summary: 'The value of the only row; NULL of no rows, and an error if there are several.',
  example: 'SELECT single_value(x) FROM (VALUES (7)) AS t(x)',
  result: '7',
  ...signature({ required: ['any'] }, ([type]) => type),
  createAccumulator: ([type]) => new SingleValueAccumulator(type ?? { kind: 'null' }),
}
