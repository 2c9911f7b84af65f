/** first, last, min_by and max_by: the value of one chosen row of each group. */
import type { Column } from '../../columnar/column.ts'
import { columnFromScalars } from '../../columnar/column-from-scalars.ts'
import { concatColumns } from '../../columnar/concat-columns.ts'
import type { DataType } from '../../columnar/data-type.ts'
import { isValid } from '../../columnar/is-valid.ts'
import { takeColumn } from '../../columnar/take-column.ts'
import { valueComparator } from '../../kernels/compare-values.ts'
import { float64Values } from '../../kernels/number-arrays.ts'
import type { Accumulator, AggregateFunction } from '../function-registry.ts'
import { argument } from '../support/argument.ts'
import { signature } from '../support/signature.ts'
import { fitted, float64Column } from './group-state.ts'
import { withRanks } from './ranked.ts'

type Rule = 'first' | 'last' | 'least' | 'greatest'

// `!` in this file: groups are below numGroups, to which the state has grown.

/** The kept rows of all groups stand in columns of their own: the value, and for min_by and max_by what it goes by. */
class PickedValue implements Accumulator {
  #kept: readonly Column[]
  /** Where a group's row stands among the kept ones; 0, a row of NULLs, before it has one. */
  #places = new Int32Array(0)
  #numGroups = 0
  readonly #rule: Rule

  constructor(types: readonly DataType[], rule: Rule) {
    this.#kept = types.map(type => columnFromScalars(type, [null]))
    this.#rule = rule
  }

  update(args: readonly Column[], groupOf: Uint32Array, numGroups: number): void {
    const columns = this.#kept.map((_, i) => argument(args, i))
    const rows = Uint32Array.from(groupOf, (_, row) => row)
    this.#add(columns, { rows, groupOf, numGroups })
  }

  merge(partial: readonly Column[], groupOf: Uint32Array, numGroups: number): void {
    const there = float64Values(argument(partial, this.#kept.length))
    const rows = Uint32Array.from(groupOf, (_, row) => row).filter(row => there[row] === 1)
    this.#add(partial.slice(0, this.#kept.length), { rows, groupOf, numGroups })
  }

  partial(): readonly Column[] {
    const places = Uint32Array.from(this.#places.subarray(0, this.#numGroups))
    const there = Float64Array.from(places, place => +(place > 0))
    return [...this.#kept.map(column => takeColumn(column, places)), float64Column(there, this.#numGroups)]
  }

  finish(): Column {
    return takeColumn(argument(this.#kept, 0), Uint32Array.from(this.#places.subarray(0, this.#numGroups)))
  }

  #add(columns: readonly Column[], of: { readonly rows: Uint32Array; readonly groupOf: Uint32Array; readonly numGroups: number }): void {
    this.#places = fitted(this.#places, of.numGroups)
    this.#numGroups = of.numGroups
    if (of.rows.length === 0) return
    const before = argument(this.#kept, 0).length
    // The new rows stand behind the kept ones while they are compared.
    const all = this.#kept.map((kept, i) => concatColumns([kept, takeColumn(argument(columns, i), of.rows)]))
    const better = this.#comparison(all)
    for (let i = 0; i < of.rows.length; i++) {
      const group = of.groupOf[of.rows[i]!]!
      if (better(before + i, this.#places[group]!)) this.#places[group] = before + i
    }
    this.#compact(all)
  }

  /** Whether a row is to take the place of another; place 0 is none. */
  #comparison(all: readonly Column[]): (row: number, place: number) => boolean {
    if (this.#rule === 'first') return (_row, place) => place === 0
    if (this.#rule === 'last') return () => true
    const [values, by] = [argument(all, 0), argument(all, 1)]
    const compare = valueComparator(by, by)
    const sign = this.#rule === 'greatest' ? 1 : -1
    return (row, place) => isValid(by, row) && isValid(values, row) && (place === 0 || compare(row, place) * sign > 0)
  }

  /** Keeps one row a group, and the row of NULLs. */
  #compact(all: readonly Column[]): void {
    const rows = [0]
    for (let group = 0; group < this.#numGroups; group++) {
      const place = this.#places[group]!
      if (place > 0) this.#places[group] = rows.push(place) - 1
    }
    this.#kept = all.map(column => takeColumn(column, Uint32Array.from(rows)))
  }
}

function byFunction(name: string, aliases: readonly string[], rule: 'least' | 'greatest'): AggregateFunction {
  return {
    kind: 'aggregate',
    name,
    aliases,
    summary: `The first argument of the row where the second is ${rule}; rows where either is NULL do not count.`,
    example: `SELECT ${name}(name, size) FROM (VALUES ('a', 3), ('b', NULL), ('c', 7)) AS t(name, size)`,
    result: rule === 'least' ? 'a' : 'c',
    ...signature({ required: ['any', 'any'] }, ([type]) => type),
    createAccumulator: types => new PickedValue(types, rule),
  }
}

export const pickedValueFunctions: readonly AggregateFunction[] = [
  {
    kind: 'aggregate',
    name: 'first',
    summary: 'The value of the first row, NULL too. ORDER BY inside says which that is.',
    example: `SELECT first(x ORDER BY x DESC) FROM (VALUES (1), (7), (3)) AS t(x)`,
    result: '7',
    ...signature({ required: ['any'] }, ([type]) => type),
    createAccumulator: types => new PickedValue(types.slice(0, 1), 'first'),
  },
  {
    kind: 'aggregate',
    name: 'last',
    summary: 'The value of the last row, NULL too. ORDER BY inside says which that is.',
    example: `SELECT last(x ORDER BY x DESC) FROM (VALUES (1), (7), (3)) AS t(x)`,
    result: '1',
    ...signature({ required: ['any'] }, ([type]) => type),
    createAccumulator: types => new PickedValue(types.slice(0, 1), 'last'),
  },
  withRanks(byFunction('min_by', ['arg_min', 'argmin'], 'least'), -1, 2),
  withRanks(byFunction('max_by', ['arg_max', 'argmax'], 'greatest'), 1, 2),
]
