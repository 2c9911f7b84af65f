/** min(x, n), max(x, n), min_by(x, y, n), max_by(x, y, n): the n least or greatest values of each group as a list. */
import type { Column } from '../../columnar/column.ts'
import type { DataType } from '../../columnar/data-type.ts'
import type { Scalar } from '../../columnar/scalar.ts'
import { scalarAt } from '../../columnar/scalar-at.ts'
import { QueryError } from '../../common/errors.ts'
import { commonValidity, withValidity } from '../../kernels/boolean-column.ts'
import { isInteger } from '../../kernels/type-classes.ts'
import type { Accumulator, AggregateFunction, Unhurried } from '../function-registry.ts'
import { argument } from '../support/argument.ts'
import type { Direction } from './direction.ts'
import { finishEach, SortedAggregate } from './sorted-aggregate.ts'

/** The values go by these: a struct of what they are sorted by, and the value. */
function pairType(by: DataType, value: DataType): DataType {
  return {
    kind: 'struct',
    fields: [
      { name: 'by', type: by, nullable: true },
      { name: 'value', type: value, nullable: true },
    ],
  }
}

class RankedValues implements Accumulator {
  readonly #sorted: SortedAggregate
  readonly #type: DataType

  /** `types`: of the value, of what it goes by, of the number. */
  constructor([value, by, count]: readonly [DataType, DataType, DataType], direction: Direction) {
    this.#type = pairType(by, value)
    this.#sorted = new SortedAggregate(
      [this.#type, count],
      finishEach({ kind: 'list', item: value }, (pairs, [start, end], parameter) => {
        const length = Math.min(end - start, checkedCount(parameter))
        const values = argument(pairs.children ?? [], 1)
        return Array.from({ length }, (_, i) => scalarAt(values, direction === -1 ? start + i : end - 1 - i))
      }),
    )
  }

  update(args: readonly Column[], groupOf: Uint32Array, numGroups: number): void {
    const [value, by, count] = [argument(args, 0), argument(args, args.length - 2), argument(args, args.length - 1)]
    const { length } = value
    const pairs: Column = { type: this.#type, length, nullCount: 0, values: new Uint8Array(0), children: [by, value] }
    this.#sorted.update([withValidity(pairs, commonValidity([value, by], length)), count], groupOf, numGroups)
  }

  merge(partial: readonly Column[], groupOf: Uint32Array, numGroups: number): void {
    this.#sorted.merge(partial, groupOf, numGroups)
  }

  partial(): readonly Column[] {
    return this.#sorted.partial()
  }

  settle(unhurried: Unhurried): Promise<void> {
    return this.#sorted.settle(unhurried)
  }

  finish(): Column {
    return this.#sorted.finish()
  }
}

function checkedCount(count: Scalar): number {
  const number = Number(count)
  if (number > 0 && number <= 1_000_000) return number
  throw new QueryError('EXECUTION', `The number of values must be from 1 to 1000000, not ${count === null ? 'NULL' : String(number)}.`)
}

/** The same function with one argument more: a number of values. */
export function withRanks(fn: AggregateFunction, direction: Direction, width: 1 | 2): AggregateFunction {
  const ranked = (types: readonly DataType[]) => types.length === width + 1 && types[width] !== undefined && isInteger(types[width])
  return {
    ...fn,
    summary: `${fn.summary} With a number as last argument: so many, as a list.`,
    resultType: (types, constants) => {
      if (!ranked(types)) return fn.resultType(types, constants)
      return types[0] && { kind: 'list', item: types[0] }
    },
    parameterTypes: types => (ranked(types) ? types : (fn.parameterTypes?.(types) ?? types)),
    createAccumulator: types => {
      const [value, second, third] = types
      if (!ranked(types) || !value || !second) return fn.createAccumulator(types)
      return new RankedValues(third ? [value, second, third] : [value, value, second], direction)
    },
  }
}
