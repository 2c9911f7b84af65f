/** bit_and, bit_or and bit_xor of integers. */
import type { Column } from '../../columnar/column.ts'
import { columnFromScalars } from '../../columnar/column-from-scalars.ts'
import type { DataType } from '../../columnar/data-type.ts'
import { isValid } from '../../columnar/is-valid.ts'
import { scalarAt } from '../../columnar/scalar-at.ts'
import type { Accumulator, AggregateFunction } from '../function-registry.ts'
import { argument } from '../support/argument.ts'
import { signature } from '../support/signature.ts'

type Combine = (a: bigint, b: bigint) => bigint

class BitAccumulator implements Accumulator {
  readonly #values: (bigint | undefined)[] = []
  readonly #type: DataType
  readonly #combine: Combine
  #numGroups = 0

  constructor(type: DataType, combine: Combine) {
    this.#type = type
    this.#combine = combine
  }

  update(args: readonly Column[], groupOf: Uint32Array, numGroups: number): void {
    this.#numGroups = numGroups
    const column = argument(args, 0)
    for (let row = 0; row < groupOf.length; row++) {
      if (!isValid(column, row)) continue
      const value = BigInt(scalarAt(column, row) as number | bigint) // of an integer column
      const group = groupOf[row]! // a group a row
      const before = this.#values[group]
      this.#values[group] = before === undefined ? value : this.#combine(before, value)
    }
  }

  merge(partial: readonly Column[], groupOf: Uint32Array, numGroups: number): void {
    this.update(partial, groupOf, numGroups)
  }

  partial(): readonly Column[] {
    return [this.finish()]
  }

  finish(): Column {
    const wide = this.#type.kind === 'int64' || this.#type.kind === 'uint64'
    const values = Array.from({ length: this.#numGroups }, (_, group) => {
      const value = this.#values[group]
      return value === undefined ? null : wide ? value : Number(value)
    })
    return columnFromScalars(this.#type, values)
  }
}

function bitFunction(name: string, words: { readonly summary: string; readonly result: string }, combine: Combine): AggregateFunction {
  return {
    kind: 'aggregate',
    name,
    summary: words.summary,
    example: `SELECT ${name}(x) FROM (VALUES (6), (3), (7)) AS t(x)`,
    result: words.result,
    ...signature({ required: ['integer'] }, ([type]) => type),
    createAccumulator: ([type]) => new BitAccumulator(type ?? { kind: 'int64' }, combine),
  }
}

export const bitAggregateFunctions: readonly AggregateFunction[] = [
  bitFunction('bit_and', { summary: 'The bits that are 1 in all values.', result: '2' }, (a, b) => a & b),
  bitFunction('bit_or', { summary: 'The bits that are 1 in some value.', result: '7' }, (a, b) => a | b),
  bitFunction('bit_xor', { summary: 'The bits that are 1 in an odd number of values.', result: '2' }, (a, b) => a ^ b),
]
