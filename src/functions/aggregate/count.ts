/** count(*), count(x) and count_if(x). */
import type { Column } from '../../columnar/column.ts'
import type { DataType } from '../../columnar/data-type.ts'
import { andBits } from '../../kernels/bitmap.ts'
import { float64Values } from '../../kernels/number-arrays.ts'
import type { Accumulator, AggregateFunction } from '../function-registry.ts'
import { argument } from '../support/argument.ts'
import { signature } from '../support/signature.ts'
import { fitted, int64Column, validBytes } from './group-state.ts'

const int64: DataType = { kind: 'int64' }

/** `rowsOf` says which rows count, a byte each; undefined: all. */
class CountAccumulator implements Accumulator {
  #counts = new Float64Array(0)
  #numGroups = 0
  readonly #rowsOf: (args: readonly Column[]) => Uint8Array | undefined

  constructor(rowsOf: (args: readonly Column[]) => Uint8Array | undefined) {
    this.#rowsOf = rowsOf
  }

  update(args: readonly Column[], groupOf: Uint32Array, numGroups: number): void {
    this.#grow(numGroups)
    const counted = this.#rowsOf(args)
    if (counted) addBytes(this.#counts, groupOf, counted)
    else if (numGroups === 1)
      this.#counts[0]! += groupOf.length // grown to one group
    else addOnes(this.#counts, groupOf)
  }

  merge(partial: readonly Column[], groupOf: Uint32Array, numGroups: number): void {
    this.#grow(numGroups)
    const counts = float64Values(argument(partial, 0))
    for (let row = 0; row < groupOf.length; row++) this.#counts[groupOf[row]!]! += counts[row]! // groups are below numGroups
  }

  partial(): readonly Column[] {
    return [this.finish()]
  }

  finish(): Column {
    return int64Column(this.#counts, this.#numGroups)
  }

  #grow(numGroups: number): void {
    this.#counts = fitted(this.#counts, numGroups)
    this.#numGroups = numGroups
  }
}

// `!` below: groups are below numGroups, to which the counts have grown.

function addOnes(counts: Float64Array, groupOf: Uint32Array): void {
  for (let row = 0; row < groupOf.length; row++) counts[groupOf[row]!]! += 1
}

function addBytes(counts: Float64Array, groupOf: Uint32Array, bytes: Uint8Array): void {
  for (let row = 0; row < groupOf.length; row++) counts[groupOf[row]!]! += bytes[row]!
}

/** A byte a row: 1 where the boolean is TRUE. */
function trueBytes(column: Column): Uint8Array {
  const bytes = new Uint8Array(column.length)
  if (column.type.kind === 'null') return bytes
  const values = column.values as Uint8Array // of a boolean column
  const bits = column.validity ? andBits(values, column.validity, column.length) : values
  for (let row = 0; row < bytes.length; row++) bytes[row] = (bits[row >>> 3]! >>> (row & 7)) & 1
  return bytes
}

export const countFunctions: readonly AggregateFunction[] = [
  {
    kind: 'aggregate',
    name: 'count',
    summary: 'The number of rows, or of rows where the argument is not NULL.',
    example: 'SELECT count(x) FROM (VALUES (1), (NULL), (3)) AS t(x)',
    result: '2',
    ...signature({ required: [], optional: ['any'] }, int64),
    createAccumulator: types => new CountAccumulator(types.length === 0 ? () => undefined : args => validBytes(argument(args, 0))),
  },
  {
    kind: 'aggregate',
    name: 'count_if',
    aliases: ['countif'],
    summary: 'The number of rows where the argument is TRUE.',
    example: 'SELECT count_if(x > 1) FROM (VALUES (1), (2), (3)) AS t(x)',
    result: '2',
    ...signature({ required: ['boolean'] }, int64),
    createAccumulator: () => new CountAccumulator(args => trueBytes(argument(args, 0))),
  },
]
